using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Semrush.Client.Tests.Diagnostics;

/// <summary>Records the spans, metrics and log events of one test, and none of the tests that run at the same time.</summary>
internal sealed class Listening : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _measurements = new();
    private readonly ConcurrentQueue<(EventId Id, LogLevel Level, string Text)> _logs = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();
    private readonly Activity _test = new Activity("test").Start();

    public Listening()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SemrushTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SemrushTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.Start();
    }

    /// <summary>What was logged, as the loggers were only given to the clients of the test.</summary>
    public IReadOnlyList<(EventId Id, LogLevel Level, string Text)> Logs => [.. _logs];

    public Activity Span => Assert.Single(_spans, span => span.TraceId == _test.TraceId);

    public ActivitySpanId Parent => _test.SpanId;

    public IEnumerable<(double Value, Dictionary<string, object?> Tags)> Measured(string instrument)
        => _measurements.Where(measurement => measurement.Name == instrument).Select(measurement => (measurement.Value, measurement.Tags));

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => _logs.Enqueue((eventId, logLevel, formatter(state, exception)));

    public void AddProvider(ILoggerProvider provider) => throw new InvalidOperationException("The test records the events itself.");

    public void Dispose()
    {
        _test.Dispose();
        _activities.Dispose();
        _meters.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // A measurement is made where the call is, and so it has its trace.
        if (Activity.Current?.TraceId == _test.TraceId)
            _measurements.Enqueue((instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));
    }
}
