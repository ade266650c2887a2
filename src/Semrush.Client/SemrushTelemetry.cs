namespace Semrush.Client;

/// <summary>The names to listen to; docs/observability.md lists every span, metric and log event.</summary>
public static class SemrushTelemetry
{
    /// <summary>The name of the activity source: one span for each call, above the spans of its requests.</summary>
    public const string ActivitySourceName = "Semrush.Client";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Semrush.Client";
}
