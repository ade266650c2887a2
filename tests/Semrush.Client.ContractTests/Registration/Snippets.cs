using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Semrush.Client.ContractTests.Registration;

/// <summary>What a document shows compiles: each of its snippets stands in the file of the test as it stands there.</summary>
internal static partial class Snippets
{
    public static void AssertCompiled(string document, [CallerFilePath] string test = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", ".."));
        var compiled = Fold(File.ReadAllText(test));
        var snippets = Snippet().Matches(File.ReadAllText(Path.Combine(root, document))).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(snippets);
        Assert.All(snippets, snippet => Assert.Contains(Fold(snippet), compiled, StringComparison.Ordinal));
    }

    private static string Fold(string text) => WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
