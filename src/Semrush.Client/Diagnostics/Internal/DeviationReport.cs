using System.Collections.Concurrent;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Diagnostics.Internal;

/// <summary>Counts the deviations of responses, and logs each operation and path once.</summary>
internal sealed class DeviationReport(CallLog log)
{
    // Paths contain names from responses: their number is limited here and in the metric.
    private const int MaxPaths = 1000;
    private const string AnyOther = "*";

    private readonly ConcurrentDictionary<(string Operation, string Path), bool> _logged = new();

    public void Add(ApiResponse response, Json.Notes? notes)
    {
        if (response.Repairs.Count == 0 && notes is null)
            return;
        var hide = new Redaction(response.Secrets);
        foreach (var found in JsonPath.Resolve(response.Body.Span, [.. response.Repairs, .. notes?.Deviations ?? []]))
            Add(response.Operation.Name, hide.In(found.General)!, found.Deviation);
    }

    private void Add(string operation, string path, Deviation deviation)
    {
        if (!_logged.ContainsKey((operation, path)) && _logged.Count >= MaxPaths)
            path = AnyOther;
        if (_logged.TryAdd((operation, path), true))
            log.Deviated(operation, path, deviation.Expected, deviation.Found);
        Telemetry.Deviations.Add(1, new(TagNames.Operation, operation), new(TagNames.Path, path));
    }
}
