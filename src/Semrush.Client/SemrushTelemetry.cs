namespace Semrush.Client;

/// <summary>The names of the telemetry sources. docs/observability.md lists every span, metric and log event.</summary>
public static class SemrushTelemetry
{
    /// <summary>The name of the activity source. Each call has one span, the parent of the spans of its requests.</summary>
    public const string ActivitySourceName = "Semrush.Client";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Semrush.Client";
}
