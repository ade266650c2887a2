using System.Globalization;
using System.Text.RegularExpressions;
using Semrush.Client.Benchmarks.Report;

namespace Semrush.Client.Benchmarks.Scenarios;

/// <summary>What generation adds to a build of the library.</summary>
internal static class BuildFigures
{
    private const int Rounds = 3;

    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(0.2);

    // Of a time that depends on the machine, a ratio is compared.
    private const double MostOfFull = 1.2;
    private const double MostOfChange = 1.3;

    public static async Task<Section> MeasureAsync()
    {
        using var library = new LibraryCopy();
        await library.RestoreAsync().ConfigureAwait(false);
        await library.BuildAsync().ConfigureAwait(false);

        var added = new List<TimeSpan>();
        var unchanged = await Spread.OfAsync(Rounds, () => Stopwatch.TimeAsync(
            async () => added.Add(TargetTimes.OfGeneration(await library.BuildAsync().ConfigureAwait(false))))).ConfigureAwait(false);
        var generation = new Spread(added);
        var (changes, compiles, fulls, starts) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
        var generator = await library.GeneratorAsync().ConfigureAwait(false);
        for (var round = 0; round < Rounds; round++)
        {
            changes.Add(await ChangeAsync(library).ConfigureAwait(false));
            starts.Add(await Stopwatch.TimeAsync(() => library.StartAsync(generator)).ConfigureAwait(false));
            compiles.Add(await CompileAsync(library).ConfigureAwait(false));
            fulls.Add(await GenerateAllAsync(library).ConfigureAwait(false));
        }

        var (changed, start, compiled, full) = (new Spread(changes), new Spread(starts), new Spread(compiles), new Spread(fulls));
        var atOnce = start.Median * ((double)library.Generated.Count() / Environment.ProcessorCount);

        return new("Builds", "Each build runs in a separate process, without build servers and compiler servers, on a copy of the library. The time of generation is measured by MSBuild.",
            new Table("build", "time (spread)")
                .Add("no changes", unchanged.Text(Figures.Seconds))
                .Add("of which generation", generation.Text(Figures.Milliseconds))
                .Add("one changed contract: generated, compiled", changed.Text(Figures.Seconds))
                .Add("one changed source: compiled", compiled.Text(Figures.Seconds))
                .Add("every contract regenerated, without compiling", full.Text(Figures.Seconds))
                .Add("NSwag alone, for the longest contract", start.Text(Figures.Seconds)),
            [
                new("Generation in a build without changes", "≤ 0.2 s", Figures.Milliseconds(generation.Median), generation.Median <= Unnoticed) { Doubt = generation.Doubt(Unnoticed) },
                new(
                    "A changed contract, over compiling the library and starting NSwag once", "≤ 1.30×",
                    Figures.Times(changed.Median / (compiled.Median + start.Median)), changed.Median / (compiled.Median + start.Median) <= MostOfChange)
                { Doubt = changed.Doubt(MostOfChange * (compiled.Median + start.Median)) },
                new(
                    "Every contract, over NSwag alone for the longest × contracts ÷ processors", "≤ 1.20×",
                    Figures.Times(full.Median / atOnce), full.Median / atOnce <= MostOfFull)
                { Doubt = full.Doubt(MostOfFull * atOnce) },
            ]);
    }

    private static async Task<TimeSpan> ChangeAsync(LibraryCopy library)
    {
        await File.AppendAllTextAsync(library.Contract, "\n# A change.\n").ConfigureAwait(false);
        return await Stopwatch.TimeAsync(library.BuildAsync).ConfigureAwait(false);
    }

    private static async Task<TimeSpan> CompileAsync(LibraryCopy library)
    {
        await File.AppendAllTextAsync(library.Source, "\n// A change.\n").ConfigureAwait(false);
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

    private static readonly string[] Folders = ["contracts", "generated", Path.Combine("build", "Contracts"), Path.Combine("src", "Semrush.Client")];

    private readonly string _root = Directory.CreateTempSubdirectory("semrush-build-").FullName;

    public LibraryCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Root))
            File.Copy(file, Path.Combine(_root, Path.GetFileName(file)));
        foreach (var folder in Folders)
            Repository.Copy(Path.Combine(Repository.Root, folder), Path.Combine(_root, folder), "bin", "obj");
    }

    public string Contract => Path.Combine(_root, "contracts", "MapRankTracker.yaml");

    public string Source => Path.Combine(_root, "src", "Semrush.Client", "SemrushClient.cs");

    public IEnumerable<string> Generated => Directory.EnumerateFiles(Path.Combine(_root, "generated"), "*.g.cs");

    public Task<string> RestoreAsync() => Command.RunAsync(_root, "dotnet", ["restore", Project]);

    public Task<string> BuildAsync() => Command.RunAsync(_root, "dotnet", ["build", Project, "--no-restore", "-clp:PerformanceSummary", "-p:UseSharedCompilation=false"]);

    public Task<string> GenerateAsync() => Command.RunAsync(_root, "dotnet", ["msbuild", Project, "-t:GenerateClients"]);

    /// <summary>The path of NSwag.</summary>
    public async Task<string> GeneratorAsync()
        => (await Command.RunAsync(_root, "dotnet", ["msbuild", Project, "-getProperty:NSwagExe_Net100"]).ConfigureAwait(false)).Split('"')[1];

    /// <summary>Runs NSwag alone, with its own templates, for the longest contract.</summary>
    public Task<string> StartAsync(string generator)
        => Command.RunAsync(_root, "dotnet", [generator, "openapi2csclient", $"/input:{Contract}", $"/output:{Path.Combine(_root, "alone.cs")}", "/namespace:Alone"]);

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
