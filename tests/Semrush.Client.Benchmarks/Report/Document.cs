using System.Text;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>docs/performance.md: every target with what was measured, what is missed, and the tables.</summary>
internal static class Document
{
    public const string Command = "dotnet run -c Release --project tests/Semrush.Client.Benchmarks -- report";

    public static string Write(IReadOnlyList<Section> sections)
    {
        var text = new StringBuilder();
        text.Append("# Performance\n\n").Append(Introduction).Append(Machine.Describe()).Append('\n');
        text.Append("## Targets\n\n").Append(Targets(sections)).Append('\n');
        text.Append("## Where we lose\n\n").Append(Lost(sections)).Append('\n');
        foreach (var section in sections)
            text.AppendJoin("\n\n", "## " + section.Title, section.Text, section.Table).Append('\n');
        return text.ToString().TrimEnd() + "\n";
    }

    private const string Introduction = $"""
        Written by one command, which takes about 12 minutes on two cores:

        ```console
        {Command}
        ```

        The peers call the same operation of the same contract, with the same bodies from the same server, over connections with the same settings, in the same run: a client written by hand for this one call (`HttpClient` and source-generated System.Text.Json), the clients that NSwag generates from our contract by default, and Refit. Ours has authentication through a `TokenManager` and retry on, and the rate limiter off. BenchmarkDotNet starts every benchmark in three processes of its own. Compare ratios, not times: the times depend on the machine and on what else it does. What is deterministic (bytes, requests) is gated by tests in `tests/Semrush.Client.Tests/Performance`.


        """;

    private static Table Targets(IReadOnlyList<Section> sections)
    {
        var table = new Table("figure", "target", "measured", "met");
        foreach (var verdict in sections.SelectMany(section => section.Verdicts))
            table.Add(verdict.Figure, verdict.Target, verdict.Measured, verdict.Met ? "yes" : "**no**");
        return table;
    }

    private static string Lost(IReadOnlyList<Section> sections)
    {
        List<string> lines =
        [
            .. sections.SelectMany(section => section.Verdicts).Where(verdict => !verdict.Met).Select(verdict => $"{verdict.Figure}: {verdict.Measured}, instead of {verdict.Target}."),
            .. sections.SelectMany(section => section.Losses),
        ];
        return lines.Count == 0
            ? "Nowhere in this run: every target was met, and no other client or way was quicker or took fewer bytes.\n"
            : string.Concat(lines.Select(line => $"- {line}\n"));
    }
}
