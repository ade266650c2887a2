using System.Globalization;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>Numbers as the document writes them.</summary>
internal static class Figures
{
    public static string Number(double value, int digits = 0) => value.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public static string Ratio(double value) => Number(value, 2);

    public static string Times(double value) => Ratio(value) + "×";

    public static string Milliseconds(TimeSpan value) => Number(value.TotalMilliseconds) + " ms";

    public static string Seconds(TimeSpan value) => Number(value.TotalSeconds, 2) + " s";

    public static string Minutes(TimeSpan value) => Number(value.TotalMinutes, 1) + " min";

    public static string Percent(double share) => Number(share * 100, 1) + " %";

    /// <summary>The value that a part of all values stays below; between two of them in proportion.</summary>
    public static double Percentile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        var rank = part * (sorted.Count - 1);
        var below = (int)rank;
        return below == sorted.Count - 1 ? sorted[below] : sorted[below] + (rank - below) * (sorted[below + 1] - sorted[below]);
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    public static TimeSpan Median(IEnumerable<TimeSpan> values) => TimeSpan.FromTicks((long)Median(values.Select(value => (double)value.Ticks)));
}
