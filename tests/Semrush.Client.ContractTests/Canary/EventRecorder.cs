using System.Diagnostics.Tracing;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>Listens to the event sources that dotnet-trace would show: HttpClient's and those of the JWT library among them.</summary>
internal sealed class EventRecorder : EventListener
{
    // Of no use here, and loud. The runtime calls its private sources diagnostics for its own developers; they show the wire.
    private static readonly string[] Others = ["Private.", "Microsoft-Windows-DotNETRuntime", "System.Buffers", "System.Threading.Tasks", "System.Diagnostics.Metrics"];

    // Sources turn up before this class's constructor runs, in that of its base class.
    private readonly Evidence? _evidence;

    public EventRecorder(Evidence evidence) => _evidence = evidence;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (!Others.Any(other => eventSource.Name.StartsWith(other, StringComparison.Ordinal)))
            EnableEvents(eventSource, EventLevel.LogAlways, EventKeywords.All);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        _evidence?.Add($"{Channel.EventSource} {eventData.EventSource.Name}", eventData.Message);
        foreach (var value in eventData.Payload ?? [])
            _evidence?.Add($"{Channel.EventSource} {eventData.EventSource.Name}", value?.ToString());
    }
}
