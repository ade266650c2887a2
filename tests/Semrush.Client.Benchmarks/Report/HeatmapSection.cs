using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;
using Semrush.Client.Benchmarks.Heatmaps;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>The five clients at every size, over the limit.</summary>
internal static class HeatmapSection
{
    public static Section From(Summary summary, string where)
    {
        var cases = CaseFigures.BySize(summary);
        var table = new Table("points", "client", "time, µs", $"time ÷ {HeatmapCalls.ByHand} (spread)", "bytes", $"bytes ÷ {HeatmapCalls.ByHand}");
        foreach (var size in cases)
            table.AddCases(size, HeatmapCalls.ByHand);

        return new($"A heatmap {where}", Text, table,
        [
            CompareTimes(cases, where, HeatmapCalls.ByHand, 1.05),
            CompareBytes(cases, where, HeatmapCalls.ByHand, 1.05),
            CompareTimes(cases, where, HeatmapCalls.Newtonsoft, 0.6),
            CompareBytes(cases, where, HeatmapCalls.Newtonsoft, 0.5),
        ])
        {
            Losses = Losses.Of(cases, HeatmapCalls.Semrush, $"A heatmap {where}"),
        };
    }

    private const string Text = $"{CaseFigures.Method}. The spread of a ratio begins with the low end of the client divided by the high end of the hand-written client, and ends with the high end of the client divided by the low end of the hand-written client.";

    private static Verdict CompareTimes(ILookup<int, CaseFigures> cases, string where, string peer, double target)
    {
        var close = cases.Where(size => Of(size, HeatmapCalls.Semrush).MayCross(target, Of(size, peer))).Select(size => Figures.Number(size.Key)).ToList();
        return Compare(cases, where, "Time", peer, target, figures => figures.Median) with
        {
            Doubt = close.Count > 0 ? $"{Verdict.WithinSpread} at {string.Join(", ", close)}" : "",
        };
    }

    // Bytes have no spread.
    private static Verdict CompareBytes(ILookup<int, CaseFigures> cases, string where, string peer, double target)
        => Compare(cases, where, "Bytes", peer, target, figures => figures.Bytes);

    private static Verdict Compare(ILookup<int, CaseFigures> cases, string where, string figure, string peer, double target, Func<CaseFigures, double> measure)
    {
        var ratios = cases.Select(size => (Points: size.Key, Ratio: measure(Of(size, HeatmapCalls.Semrush)) / measure(Of(size, peer)))).ToList();
        return new(
            $"{figure} of a call {where} ÷ {peer}",
            $"≤ {Figures.Times(target)}",
            string.Join(", ", ratios.Select(size => $"{Figures.Times(size.Ratio)} at {Figures.Number(size.Points)}")),
            ratios.TrueForAll(size => size.Ratio <= target));
    }

    private static CaseFigures Of(IEnumerable<CaseFigures> size, string client) => size.Single(figures => figures.Client == client);
}

/// <summary>What BenchmarkDotNet found out about one benchmark: the nanoseconds of an operation in every iteration of each launch, and the bytes.</summary>
internal sealed record CaseFigures(string Client, int Points, IReadOnlyList<IReadOnlyList<double>> Launches, long Bytes)
{
    /// <summary>How the document explains the figures here.</summary>
    public const string Method = "The time is the median of three launches, each with the median of its iterations. The spread excludes the fastest and the slowest tenth of the iterations of all launches";

    public double Median { get; } = Figures.Median(Launches.Select(Figures.Median));

    public double Low { get; } = Figures.Percentile(Launches.SelectMany(launch => launch), 0.1);

    public double High { get; } = Figures.Percentile(Launches.SelectMany(launch => launch), 0.9);

    /// <summary>The figures of all benchmarks of a class, by the number of points.</summary>
    public static ILookup<int, CaseFigures> BySize(Summary summary)
        => summary.Reports.Select(From).OrderBy(figures => figures.Points).ToLookup(figures => figures.Points);

    public static CaseFigures From(BenchmarkReport report) => new(
        report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
        report.BenchmarkCase.Parameters.Items.FirstOrDefault(item => item.Name == nameof(HeatmapCalls.Points))?.Value is int points ? points : 0,
        [.. report.AllMeasurements
            .Where(measurement => measurement.IterationMode == IterationMode.Workload && measurement.IterationStage == IterationStage.Result)
            .GroupBy(measurement => measurement.LaunchIndex)
            .Select(launch => launch.Select(measurement => measurement.Nanoseconds / measurement.Operations).ToList())],
        report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? throw new InvalidOperationException("The bytes were not counted."));

    /// <summary>The ratio of the medians, with its spread: the low end of the one over the high end of the other, and the reverse.</summary>
    public string TimeOver(CaseFigures limit)
        => $"{Figures.Times(Median / limit.Median)} ({Figures.Ratio(Low / limit.High)} to {Figures.Ratio(High / limit.Low)})";

    /// <summary>Whether a ratio lies within the spread, so that another run may come out on its other side.</summary>
    public bool MayCross(double ratio, CaseFigures limit) => Low / limit.High <= ratio && ratio < High / limit.Low;
}

/// <summary>The cost of a valid token.</summary>
internal static class CachedTokenSection
{
    public static Section From(Summary summary)
    {
        var figures = CaseFigures.From(summary.Reports.Single());
        var measured = $"{Figures.Number(figures.Median, 1)} ns, {Figures.Number(figures.Bytes)} bytes";
        return new("A cached token", $"The time that `TokenManager` adds to a call while its token is valid. {CaseFigures.Method}.",
            new Table("time, ns", "spread", "bytes")
                .Add(Figures.Number(figures.Median, 1), $"{Figures.Number(figures.Low, 1)} to {Figures.Number(figures.High, 1)}", Figures.Number(figures.Bytes)),
            [new("Fetching a cached token", "≤ 50 ns, 0 bytes", measured, figures is { Median: <= 50, Bytes: 0 }) { Doubt = figures is { Low: <= 50, High: > 50 } ? Verdict.WithinSpread : "" }]);
    }
}

/// <summary>What another client does better than Semrush.Client, with and without a target.</summary>
internal static class Losses
{
    // What is printed as 1.00× is no loss.
    private const double Noticeable = 0.995;

    public static IReadOnlyList<string> Of(ILookup<int, CaseFigures> cases, string ours, string title)
        => [.. cases.SelectMany(size => Of(size, size.Single(figures => figures.Client == ours), title))];

    private static IEnumerable<string> Of(IGrouping<int, CaseFigures> size, CaseFigures ours, string title)
    {
        foreach (var other in size.Where(other => other != ours))
        {
            if (other.Median < ours.Median * Noticeable)
                yield return $"{title}, {Figures.Number(size.Key)} points: {other.Client} takes {Figures.Times(other.Median / ours.Median)} the time of {ours.Client}{(other.MayCross(1, ours) ? $", {Verdict.WithinSpread}" : "")}.";
            if (other.Bytes < ours.Bytes * Noticeable)
                yield return $"{title}, {Figures.Number(size.Key)} points: {other.Client} takes {Figures.Times((double)other.Bytes / ours.Bytes)} the bytes of {ours.Client}.";
        }
    }
}
