using BenchmarkDotNet.Reports;
using Semrush.Client.Benchmarks.Heatmaps;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>The five clients at every size, over the limit.</summary>
internal static class HeatmapSection
{
    public static Section From(Summary summary, string where)
    {
        var cases = CaseFigures.BySize(summary);
        var table = new Table("points", "client", "time, µs", "time ÷ by hand (spread)", "bytes", "bytes ÷ by hand");
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

    private const string Text = $"{CaseFigures.Method}: it ranges from the low end of a client over the high end of the client by hand to the reverse.";

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
