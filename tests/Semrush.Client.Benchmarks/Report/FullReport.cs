using BenchmarkDotNet.Running;
using Semrush.Client.Benchmarks.Heatmaps;
using Semrush.Client.Benchmarks.Tokens;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>Runs everything and writes the document.</summary>
internal static class FullReport
{
    public const string Command = "report";

    public static async Task RunAsync()
    {
        var config = new ThreeLaunches();
        IReadOnlyList<Section> sections =
        [
            HeatmapSection.From(BenchmarkRunner.Run<HeatmapInMemory>(config), "in memory"),
            HeatmapSection.From(BenchmarkRunner.Run<HeatmapOnLoopback>(config), "from Kestrel on this machine"),
            CachedTokenSection.From(BenchmarkRunner.Run<CachedToken>(config)),
            .. await Scenario.MeasureAllAsync().ConfigureAwait(false),
        ];
        var document = Document.Write(sections);
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "docs", "performance.md"), document).ConfigureAwait(false);
        Console.WriteLine(document);
    }
}
