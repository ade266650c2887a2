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

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    public static TimeSpan Median(IEnumerable<TimeSpan> values) => TimeSpan.FromTicks((long)Median(values.Select(value => (double)value.Ticks)));
}
