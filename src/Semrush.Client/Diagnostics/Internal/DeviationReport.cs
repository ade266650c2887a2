using System.Collections.Concurrent;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Diagnostics.Internal;

/// <summary>Counts each place where a response is not of its documented form, and logs it once for each operation and path.</summary>
internal sealed class DeviationReport(CallLog log)
{
    // The names in a path come from the server: neither this nor the metric grows with them.
    private const int LargestCount = 1000;
    private const string AnyOther = "*";

    private readonly ConcurrentDictionary<(string Operation, string Path), bool> _logged = new();

    public void Add(ApiResponse response, Json.Notes? notes)
    {
        if (response.Mended.Count == 0 && notes is null)
            return;
        var hide = new Redaction(response.Secrets);
        foreach (var found in JsonPath.Resolve(response.Body.Span, [.. response.Mended, .. notes?.Deviations ?? []]))
            Add(response.Operation.Name, hide.In(found.General)!, found.Deviation);
    }

    private void Add(string operation, string path, Deviation deviation)
    {
        if (!_logged.ContainsKey((operation, path)) && _logged.Count >= LargestCount)
            path = AnyOther;
        if (_logged.TryAdd((operation, path), true))
            log.Deviated(operation, path, deviation.Expected, deviation.Found);
        Telemetry.Deviations.Add(1, new(TagNames.Operation, operation), new(TagNames.Path, path));
    }
}
