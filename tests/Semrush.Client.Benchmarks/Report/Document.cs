using System.Text;

namespace Semrush.Client.Benchmarks.Report;

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
        This page is written by one command, which took {Figures.Minutes(time)} on this machine, without its build:

        ```console
        {Command}
        ```

        The other clients call the same operation, with the same bodies from the same server, over connections with the same settings, in the same run. They are a client written by hand for this one call (`HttpClient` and source-generated System.Text.Json), the clients that NSwag generates from the same contract by default, that of Kiota, and Refit. Semrush.Client has authentication through a `TokenManager` and retries on, and the rate limiter off. BenchmarkDotNet runs every benchmark in three separate processes, each after a warm-up. Compare ratios, not times: the times depend on the machine and its load. If a target lies {Verdict.WithinSpread} of the measurement, its row states this: another run may have the opposite result.

        Tests in `tests/Semrush.Client.Tests` check the deterministic figures, with the optimized build as well: the bytes and requests of a call in `Performance`, the 0 bytes of a cached token in `Authentication/Tokens/CachedTokenTests.cs`.


        """;

    private static Table Targets(IReadOnlyList<Verdict> verdicts)
    {
        var table = new Table("figure", "target", "measured", "met");
        foreach (var verdict in verdicts)
            table.Add(verdict.Figure, verdict.Target, verdict.Measured, verdict.Answer);
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
            ? "Nowhere in this run: every target was met, and no other client was faster or allocated fewer bytes.\n"
            : string.Concat(lines.Select(line => $"- {line}\n"));
    }
}
