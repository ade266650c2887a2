using BenchmarkDotNet.Reports;
using Semrush.Client.Benchmarks.Heatmaps;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>The five clients at every size, over the limit.</summary>
internal static class HeatmapSection
{
    public static Section From(Summary summary, string where)
    {
        var cases = summary.Reports.Select(CaseFigures.From).ToLookup(figures => figures.Points);
        var table = new Table("points", "client", "time, µs", "time ÷ by hand (spread)", "bytes", "bytes ÷ by hand");
        foreach (var size in cases)
            table.AddCases(size, HeatmapCalls.ByHand);

        return new($"A heatmap {where}", Text, table,
        [
            Compare(cases, where, "Time", HeatmapCalls.ByHand, 1.05, figures => figures.Median),
            Compare(cases, where, "Bytes", HeatmapCalls.ByHand, 1.05, figures => figures.Bytes),
            Compare(cases, where, "Time", HeatmapCalls.Newtonsoft, 0.6, figures => figures.Median),
            Compare(cases, where, "Bytes", HeatmapCalls.Newtonsoft, 0.5, figures => figures.Bytes),
        ])
        {
            Losses = Losses.Of(cases, HeatmapCalls.Semrush, $"A heatmap {where}"),
        };
    }

    private const string Text = "The time is the median of three launches; the spread is the lowest and the highest ratio of any launch to any launch of the limit.";

    private static Verdict Compare(ILookup<int, CaseFigures> cases, string where, string figure, string peer, double target, Func<CaseFigures, double> measure)
    {
        var ratios = cases.Select(size => (
            Points: size.Key,
            Ratio: measure(size.Single(figures => figures.Client == HeatmapCalls.Semrush)) / measure(size.Single(figures => figures.Client == peer)))).ToList();
        return new(
            $"{figure} of a call {where} ÷ {peer}",
            $"≤ {Figures.Times(target)}",
            string.Join(", ", ratios.Select(size => $"{Figures.Times(size.Ratio)} at {Figures.Number(size.Points)}")),
            ratios.TrueForAll(size => size.Ratio <= target));
    }
}
