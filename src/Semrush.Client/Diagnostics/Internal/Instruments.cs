using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Semrush.Client.Diagnostics.Internal;

/// <summary>The activity source, and the instruments of the meter.</summary>
internal static class Instruments
{
    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);

    // Those of OpenTelemetry for the duration of an HTTP request, and beyond: a call may wait for the server's permission to go on.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 120, 300],
    };

    private static readonly Meter Meter = new(SemrushTelemetry.MeterName, Version);

    public static readonly ActivitySource Source = new(SemrushTelemetry.ActivitySourceName, Version);

    public static readonly Histogram<double> CallDuration =
        Meter.CreateHistogram("semrush.client.call.duration", "s", "Duration of a call, with its repetitions and waits.", advice: Seconds);

    public static readonly Counter<long> Attempts = Meter.CreateCounter<long>("semrush.client.attempts", "{attempt}", "Attempts, those that got no connection included.");

    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("semrush.client.retries", "{retry}", "Repetitions after a failure.");

    public static readonly Histogram<double> LimiterWait =
        Meter.CreateHistogram("semrush.client.limiter.wait.duration", "s", "Wait of an attempt for the rate limit, where it had to wait.", advice: Seconds);

    public static readonly Counter<long> Deviations =
        Meter.CreateCounter<long>("semrush.client.response.deviations", "{deviation}", "Places where a response is not of its documented form.");

    public static readonly Counter<long> TokenRenewals =
        Meter.CreateCounter<long>("semrush.client.token.renewals", "{renewal}", "Attempts to obtain or renew tokens.");
}
