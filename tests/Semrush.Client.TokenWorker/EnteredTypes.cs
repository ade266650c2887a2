using System.Diagnostics.Tracing;

namespace Semrush.Client.TokenWorker;

/// <summary>Prints the types of the library whose methods one successful call runs. The process is fresh, so the runtime compiles each of them in that call.</summary>
internal sealed class EnteredTypes : EventListener
{
    private const string Heatmap = """{"meta":{"success":true},"data":{"positions":[{"point":{"id":"1","coordinates":{"lat":1.5,"lng":2.5}},"position":1}]}}""";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _types = [];
    private volatile bool _isCalling;

    public static async Task<int> RunAsync()
    {
        using var listener = new EnteredTypes();
        using var http = new HttpClient(new StubServer(_ => (200, Heatmap)));
        using var semrush = new SemrushClient(new SemrushClientOptions { ApiKey = "not-sent" }, http);
        var tracker = semrush.MapRankTracker;

        // The events arrive in the thread that compiles, or shortly after it: those of the lines above come first.
        await Task.Delay(Pause, TimeProvider.System);
        listener._isCalling = true;
        await tracker.GetHeatmapAsync("campaign", "keyword", new("2024-07-05T12:39:22.611Z"), new() { Cid = "1" });
        await Task.Delay(Pause, TimeProvider.System);
        listener._isCalling = false;

        lock (listener._types)
            foreach (var type in listener._types.Order(StringComparer.Ordinal))
                Console.WriteLine(type);
        return 0;
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        const EventKeywords Compilations = (EventKeywords)0x10;
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, Compilations);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (!_isCalling || eventData.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) is not true || eventData.Payload?[6] is not string type)
            return;
        var outermost = type.Split('+', '[')[0];
        if (!outermost.StartsWith("Semrush.", StringComparison.Ordinal) || typeof(SemrushClient).Assembly.GetType(outermost) is null)
            return;
        lock (_types)
            _types.Add(outermost);
    }
}
