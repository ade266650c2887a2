using Semrush.Client.Benchmarks.Report;

namespace Semrush.Client.Benchmarks.Builds;

/// <summary>What generation costs whoever builds the library.</summary>
internal static class BuildFigures
{
    private const int Rounds = 3;

    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(5);

    public static async Task<Section> MeasureAsync()
    {
        using var library = new LibraryCopy();
        await library.RestoreAsync().ConfigureAwait(false);
        await library.BuildAsync().ConfigureAwait(false);

        var added = new List<TimeSpan>();
        var unchanged = await Spread.OfAsync(Rounds, () => Stopwatch.TimeAsync(
            async () => added.Add(TargetTimes.OfGeneration(await library.BuildAsync().ConfigureAwait(false))))).ConfigureAwait(false);
        var generation = new Spread(added);
        var changed = await Spread.OfAsync(Rounds, () => ChangeAsync(library)).ConfigureAwait(false);
        var full = await Spread.OfAsync(Rounds, () => GenerateAllAsync(library)).ConfigureAwait(false);

        return new("Builds", "Each build runs in a separate process, without build servers and compiler servers, on a copy of the library. The time of generation is measured by MSBuild.",
            new Table("build", "time (spread)")
                .Add("no changes", unchanged.Text(Figures.Seconds))
                .Add("of which generation", generation.Text(Figures.Milliseconds))
                .Add("one changed contract: generated, compiled", changed.Text(Figures.Seconds))
                .Add("every contract regenerated, without compiling", full.Text(Figures.Seconds)),
            [
                new("Generation in a build without changes", "≤ 0.2 s", Figures.Milliseconds(generation.Median), generation.Median <= Unnoticed) { Doubt = generation.Doubt(Unnoticed) },
                new("Generation of every contract", "≤ 5 s", Figures.Seconds(full.Median), full.Median <= Bearable) { Doubt = full.Doubt(Bearable) },
            ]);
    }

    private static async Task<TimeSpan> ChangeAsync(LibraryCopy library)
    {
        await File.AppendAllTextAsync(library.Contract, "\n# A change.\n").ConfigureAwait(false);
        return await Stopwatch.TimeAsync(library.BuildAsync).ConfigureAwait(false);
    }

    private static Task<TimeSpan> GenerateAllAsync(LibraryCopy library)
    {
        foreach (var file in library.Generated)
            File.Delete(file);
        return Stopwatch.TimeAsync(library.GenerateAsync);
    }
}
