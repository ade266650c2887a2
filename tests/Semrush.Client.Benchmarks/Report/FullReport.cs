using System.Text;
using BenchmarkDotNet.Running;
using Semrush.Client.Benchmarks.Heatmaps;
using Semrush.Client.Benchmarks.Scenarios;

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
        var summaries = BenchmarkRunner.Run([typeof(HeatmapInMemory), typeof(HeatmapOnLoopback), typeof(CachedToken)], new ThreeLaunches());
        if (summaries is not [var inMemory, var onLoopback, var cachedToken] || Array.Exists(summaries, summary => summary.Reports.Any(report => !report.Success)))
            throw new InvalidOperationException("A benchmark did not run: the log above says why.");

        return
        [
            HeatmapSection.From(inMemory, "in memory"),
            HeatmapSection.From(onLoopback, "from Kestrel on this machine"),
            CachedTokenSection.From(cachedToken),
            .. await Scenario.MeasureAllAsync().ConfigureAwait(false),
        ];
    }
}

/// <summary>docs/performance.md: every target with what was measured, what is missed, and the tables.</summary>
internal static class Document
{
    public const string Path = "docs/performance.md";

    private const string Command = "dotnet run -c Release --project tests/Semrush.Client.Benchmarks -- report";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Writes the document.</summary>
    /// <param name="machine">Where it was measured, and what.</param>
    /// <param name="sections">What was measured.</param>
    /// <param name="time">How long all of that took.</param>
    public static string Write(Table machine, IReadOnlyList<Section> sections, TimeSpan time)
    {
        List<Verdict> verdicts =
        [
            .. sections.SelectMany(section => section.Verdicts),
            new("This report", $"≤ {Figures.Number(Longest.TotalMinutes)} min", Figures.Minutes(time), time <= Longest),
        ];
        var text = new StringBuilder();
        text.Append("# Performance\n\n").Append(Introduction(time)).Append(machine).Append('\n');
        text.Append("## Targets\n\n").Append(Targets(verdicts)).Append('\n');
        text.Append("## Missed targets and better results\n\n").Append(Lost(verdicts, sections)).Append('\n');
        foreach (var section in sections)
            text.AppendJoin("\n\n", "## " + section.Title, section.Text, section.Table).Append('\n');
        return text.ToString().TrimEnd() + "\n";
    }

    private static string Introduction(TimeSpan time) => $"""
        One command writes this page. It took {Figures.Minutes(time)} on this machine, not including its build:

        ```console
        {Command}
        ```

        The other clients call the same operation, with the same bodies from the same server, over connections with the same settings, in the same run. They are a hand-written client for this one call (`HttpClient` and source-generated System.Text.Json), the clients that NSwag generates from the same contract by default, that of Kiota, and Refit. Semrush.Client has authentication through a `TokenManager` and retries on, and the rate limiter off. BenchmarkDotNet runs every benchmark in three separate processes, each after a warm-up. Compare ratios, not times: the times depend on the machine and its load. If a target lies {Verdict.WithinSpread} of the measurement, its row states this: another run may have the opposite result.

        Tests in `tests/Semrush.Client.Tests` check the deterministic figures, with the optimized build as well: the bytes and requests of a call in `Performance`, the 0 bytes of a cached token in `Authentication/Tokens/CachedTokenTests.cs`.


        """;

    private static Table Targets(IReadOnlyList<Verdict> verdicts)
    {
        var table = new Table("figure", "target", "measured", "met");
        foreach (var verdict in verdicts)
            table.Add(verdict.Figure, verdict.Target, verdict.Measured, verdict.Text);
        return table;
    }

    private static string Lost(IReadOnlyList<Verdict> verdicts, IReadOnlyList<Section> sections)
    {
        List<string> lines =
        [
            .. verdicts.Where(verdict => !verdict.Met).Select(verdict => $"{verdict.Figure}: {verdict.Measured}, instead of {verdict.Target}{(verdict.Doubt.Length > 0 ? ", " + verdict.Doubt : "")}."),
            .. sections.SelectMany(section => section.Losses),
        ];
        return lines.Count == 0
            ? "None in this run: every target was met, and no other client was faster or allocated fewer bytes.\n"
            : string.Concat(lines.Select(line => $"- {line}\n"));
    }
}

/// <summary>A part of the document: a table with its explanation, and the targets that it decides.</summary>
internal sealed record Section(string Title, string Text, Table Table, IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>Where another client was faster, or allocated fewer bytes.</summary>
    public IReadOnlyList<string> Losses { get; init; } = [];
}

/// <summary>A target, and what was measured.</summary>
internal sealed record Verdict(string Figure, string Target, string Measured, bool Met)
{
    public const string WithinSpread = "within the spread";

    /// <summary>Where the target lies within the spread; empty where it is beyond it, and another run would have the same result.</summary>
    public string Doubt { get; init; } = "";

    public string Text => (Met ? "yes" : "**no**") + (Doubt.Length > 0 ? ", " + Doubt : "");
}
