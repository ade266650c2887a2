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
        // Before the run: afterwards the folder may have changed.
        var machine = await Machine.DescribeAsync().ConfigureAwait(false);
        IReadOnlyList<Section> sections = [];
        var time = await Stopwatch.TimeAsync(async () => sections = await MeasureAsync().ConfigureAwait(false)).ConfigureAwait(false);
        var document = Document.Write(machine, sections, time);
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, Document.Path), document).ConfigureAwait(false);
        Console.WriteLine(document);
    }

    private static async Task<IReadOnlyList<Section>> MeasureAsync()
    {
        // In one go, so that everything is built once.
        var summaries = BenchmarkRunner.Run([typeof(HeatmapInMemory), typeof(HeatmapOnLoopback), typeof(ReadingHeatmaps), typeof(CachedToken)], new ThreeLaunches());
        if (summaries is not [var inMemory, var onLoopback, var reading, var cachedToken] || Array.Exists(summaries, summary => summary.Reports.Any(report => !report.Success)))
            throw new InvalidOperationException("A benchmark did not run: the log above says why.");

        return
        [
            HeatmapSection.From(inMemory, "in memory"),
            HeatmapSection.From(onLoopback, "from Kestrel on this machine"),
            ReadingSection.From(reading),
            CachedTokenSection.From(cachedToken),
            .. await Scenario.MeasureAllAsync().ConfigureAwait(false),
        ];
    }
}
