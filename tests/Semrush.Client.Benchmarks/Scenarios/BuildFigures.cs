using System.Globalization;
using System.Text.RegularExpressions;
using Semrush.Client.Benchmarks.Report;

namespace Semrush.Client.Benchmarks.Scenarios;

/// <summary>What generation adds to a build of the library.</summary>
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

/// <summary>A copy of the library with its contracts, to be changed and built.</summary>
internal sealed class LibraryCopy : IDisposable
{
    private const string Project = "src/Semrush.Client/Semrush.Client.csproj";

    private static readonly string[] Folders = ["contracts", "generated", Path.Combine("src", "Semrush.Client")];

    private readonly string _root = Directory.CreateTempSubdirectory("semrush-build-").FullName;

    public LibraryCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Root))
            File.Copy(file, Path.Combine(_root, Path.GetFileName(file)));
        foreach (var folder in Folders)
            Repository.Copy(Path.Combine(Repository.Root, folder), Path.Combine(_root, folder), "bin", "obj");
    }

    public string Contract => Path.Combine(_root, "contracts", "MapRankTracker.yaml");

    public IEnumerable<string> Generated => Directory.EnumerateFiles(Path.Combine(_root, "generated"), "*.g.cs");

    public Task<string> RestoreAsync() => Command.RunAsync(_root, "dotnet", ["restore", Project]);

    public Task<string> BuildAsync() => Command.RunAsync(_root, "dotnet", ["build", Project, "--no-restore", "-clp:PerformanceSummary", "-p:UseSharedCompilation=false"]);

    public Task<string> GenerateAsync() => Command.RunAsync(_root, "dotnet", ["msbuild", Project, "-t:GenerateClients"]);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}

/// <summary>The time of targets in MSBuild's summary of a build.</summary>
internal static partial class TargetTimes
{
    private static readonly string[] Generation = ["GenerateClients", "RemoveOrphanedClients"];

    public static TimeSpan OfGeneration(string output)
    {
        var times = Line().Matches(output).Where(line => Generation.Contains(line.Groups["target"].Value)).ToList();
        if (times.Count != Generation.Length)
            throw new InvalidOperationException("MSBuild's summary does not contain the time of the generation.");
        return TimeSpan.FromMilliseconds(times.Sum(line => int.Parse(line.Groups["time"].Value, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"^\s*(?<time>\d+) ms\s+(?<target>\w+)\s+\d+ calls", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
