using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>Listens to every activity and every instrument of the process.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly Evidence _evidence;
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public TelemetryRecorder(Evidence evidence)
    {
        _evidence = evidence;
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<byte>(Keep);
        _meters.SetMeasurementEventCallback<short>(Keep);
        _meters.SetMeasurementEventCallback<int>(Keep);
        _meters.SetMeasurementEventCallback<long>(Keep);
        _meters.SetMeasurementEventCallback<float>(Keep);
        _meters.SetMeasurementEventCallback<double>(Keep);
        _meters.SetMeasurementEventCallback<decimal>(Keep);
        _meters.Start();
    }

    public void Dispose()
    {
        _meters.RecordObservableInstruments();
        _meters.Dispose();
        _activities.Dispose();
    }

    private void Keep(Activity activity)
    {
        _evidence.Add($"{Channel.Activity} name", $"{activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {activity.TraceStateString}");
        _evidence.Add($"{Channel.Activity} tag", activity.TagObjects);
        _evidence.Add($"{Channel.Activity} baggage", activity.Baggage.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value)));
        foreach (var happening in activity.Events)
        {
            _evidence.Add($"{Channel.Activity} event", happening.Name);
            _evidence.Add($"{Channel.Activity} event", happening.Tags);
        }
    }

    private void Keep<T>(Instrument instrument, T measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        _evidence.Add($"{Channel.Meter} name", $"{instrument.Meter.Name} {instrument.Name} {instrument.Description}");
        _evidence.Add($"{Channel.Meter} tag", tags.ToArray());
    }
}
