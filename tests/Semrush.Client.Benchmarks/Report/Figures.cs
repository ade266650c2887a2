using System.Globalization;
using System.Text;

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

/// <summary>Several runs of the same thing: their median, and the quickest and slowest of them.</summary>
internal sealed record Spread(IReadOnlyList<TimeSpan> Runs)
{
    public TimeSpan Median => Figures.Median(Runs);

    /// <summary>Measures runs one after the other.</summary>
    /// <param name="runs">How many.</param>
    /// <param name="run">One run; what it returns is its time.</param>
    public static async Task<Spread> OfAsync(int runs, Func<Task<TimeSpan>> run)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < runs; i++)
            times.Add(await run().ConfigureAwait(false));
        return new(times);
    }

    /// <summary>What a verdict adds when one run alone would meet a target and another would miss it.</summary>
    public string Doubt(TimeSpan target) => Runs.Min() <= target && target < Runs.Max() ? Verdict.WithinSpread : "";

    public string Text(Func<TimeSpan, string> format) => $"{format(Median)} ({format(Runs.Min())} to {format(Runs.Max())})";
}

/// <summary>How long something takes by the machine's clock.</summary>
internal static class Stopwatch
{
    public static async Task<TimeSpan> TimeAsync(Func<Task> action)
    {
        var start = TimeProvider.System.GetTimestamp();
        await action().ConfigureAwait(false);
        return TimeProvider.System.GetElapsedTime(start);
    }
}

/// <summary>A table in Markdown; numbers stand on the right.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public Table Add(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    /// <summary>A row for each case of one size, the quickest first, over one of them.</summary>
    public void AddCases(IEnumerable<CaseFigures> size, string baseline)
    {
        var cases = size.OrderBy(figures => figures.Median).ToList();
        var limit = cases.Single(figures => figures.Client == baseline);
        foreach (var figures in cases)
            Add(
                Figures.Number(figures.Points),
                figures.Client,
                Figures.Number(figures.Median / 1000, 1),
                figures.TimeOver(limit),
                Figures.Number(figures.Bytes),
                Figures.Times((double)figures.Bytes / limit.Bytes));
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, columns);
        Append(text, [.. columns.Select((_, index) => _rows.TrueForAll(row => IsNumber(row[index])) ? "---:" : "---")]);
        foreach (var row in _rows)
            Append(text, row);
        return text.ToString();
    }

    private static bool IsNumber(string cell) => cell.Length > 0 && char.IsAsciiDigit(cell[0]);

    private static void Append(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
