using BenchmarkDotNet.Reports;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>The cost of a token that is there.</summary>
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
