namespace Semrush.Client.Benchmarks.Report;

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
