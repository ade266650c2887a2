using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Semrush.Client.ContractTests.Registration;

/// <summary>What a document shows compiles: each of its snippets stands in the file of the test as it stands there.</summary>
internal static partial class Snippets
{
    public static void AssertCompiled(string document, [CallerFilePath] string test = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", ".."));
        var file = File.ReadAllText(test);
        var compiled = Fold(file);
        var snippets = Snippet().Matches(File.ReadAllText(Path.Combine(root, document))).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(snippets);
        // The usings of a snippet stand at the top of the file; its own namespace sees those above it.
        Assert.All(snippets.SelectMany(snippet => Usings().Matches(snippet)), import => Assert.True(import.Value == "using Semrush.Client;\n" || file.Contains(import.Value, StringComparison.Ordinal), import.Value));
        Assert.All(snippets, snippet => Assert.Contains(Fold(Usings().Replace(snippet, "")), compiled, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^using [\w.]+;\n", RegexOptions.Multiline)]
    private static partial Regex Usings();

    private static string Fold(string text) => WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
