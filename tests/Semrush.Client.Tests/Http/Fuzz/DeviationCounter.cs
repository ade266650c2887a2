using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>Counts the deviations of one call at a time, however many are made at once.</summary>
internal sealed class DeviationCounter : IDisposable
{
    private readonly AsyncLocal<StrongBox<long>?> _current = new();
    private readonly MeterListener _meters = new();

    public DeviationCounter()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SemrushTelemetry.MeterName && instrument.Name == "semrush.client.response.deviations")
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((_, value, _, _) =>
        {
            if (_current.Value is { } count)
                count.Value += value;
        });
        _meters.Start();
    }

    /// <summary>Starts to count at 0, for this call and all that it awaits.</summary>
    public StrongBox<long> Start() => _current.Value = new();

    public void Dispose() => _meters.Dispose();
}
