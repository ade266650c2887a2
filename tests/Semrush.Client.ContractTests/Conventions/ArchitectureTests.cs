using System.Text.RegularExpressions;

namespace Semrush.Client.ContractTests.Conventions;

/// <summary>docs/architecture.md lists the types that one call enters.</summary>
public sealed partial class ArchitectureTests
{
    private const string Heading = "## The way of a call";
    private const int LargestCount = 15;

    [Fact]
    public async Task Architecture_page_lists_the_types_that_a_call_enters()
    {
        var worker = await Worker.Start("types").EndAsync();
        Assert.True(worker.Code == 0, worker.Error);
        var generated = Directory.EnumerateFiles(Path.Combine(Repository.Root, "generated"), "*.g.cs")
            .SelectMany(file => Declaration().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var entered = worker.Output.Split('\n').Select(name => typeof(SemrushClient).Assembly.GetType(name, throwOnError: true)!)
            .Where(type => !generated.Contains(NameOf(type)) && !IsOptionOrValue(type)).Select(NameOf).ToList();
        var listed = Listed();

        Assert.NotEmpty(entered);
        Assert.Equal(entered.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.True(entered.Count <= LargestCount, $"A call enters {entered.Count} types: {string.Join(", ", entered)}. At most {LargestCount} are allowed.");
    }

    private static List<string> Listed()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        var start = page.IndexOf(Heading, StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/architecture.md has no heading \"{Heading}\".");
        var section = page[(start + Heading.Length)..].Split("\n## ")[0];
        return [.. Item().Matches(section).Select(match => match.Groups[1].Value)];
    }

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    private static bool IsOptionOrValue(Type type) => type.IsPublic && (type.IsValueType || type.Name.EndsWith("Options", StringComparison.Ordinal));

    [GeneratedRegex(@"^\d+\. `(\w+)`", RegexOptions.Multiline)]
    private static partial Regex Item();

    [GeneratedRegex(@"\b(?:class|struct|enum|interface|record)\s+(?!struct\b|class\b)(\w+)")]
    private static partial Regex Declaration();
}
