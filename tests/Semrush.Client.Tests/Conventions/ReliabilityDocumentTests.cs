using System.Text.RegularExpressions;

namespace Semrush.Client.Tests.Conventions;

/// <summary>docs/reliability.md names test classes that exist.</summary>
public sealed partial class ReliabilityDocumentTests
{
    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex TestClass { get; }

    [Fact]
    public void Every_test_class_that_is_named_exists()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reliability.md"));
        var named = TestClass.Matches(text).Select(match => match.Groups[1].Value).Distinct().ToArray();
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet(StringComparer.Ordinal);

        Assert.InRange(named.Length, 30, int.MaxValue);
        Assert.Empty(named.Except(files));
    }
}
