using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Semrush.Client.ContractTests.Registration;

/// <summary>Every snippet of every document compiles by itself, as it is shown: with its own usings and those of a new project.</summary>
public sealed partial class SnippetTests
{
    // A new project of the Web SDK imports these. One for tests has xUnit as well.
    private const string NewProject = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private const string NewTestProject = "global using Xunit;";

    // What the text around a snippet defines. A snippet that declares such a name hides it.
    private const string Surroundings = """
        partial class Program
        {
            static readonly Microsoft.AspNetCore.Builder.WebApplicationBuilder builder = null!;
            static readonly string campaignId = null!;
            static readonly Semrush.Client.Testing.SemrushEmulator emulator = null!;
            static readonly Semrush.Client.Authentication.ITokenFlow flow = null!;
            static readonly Semrush.Client.SemrushClient semrush = null!;
            static readonly Semrush.Client.Authentication.TokenManager tokens = null!;
            static readonly Semrush.Client.MapRankTrackerClient tracker = null!;
            static string KeyOf(string account) => account;
        }
        """;

    // The language of the SDK is newer than that of this compiler.
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(File.Exists).Select(path => MetadataReference.CreateFromFile(path))];

    public static TheoryData<string, int> Snippets
    {
        get
        {
            var snippets = new TheoryData<string, int>();
            var documents = Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));
            foreach (var document in documents.Where(document => !Left().IsMatch($"/{document}")).Order(StringComparer.Ordinal))
                for (var i = 0; i < Of(document).Count; i++)
                    snippets.Add(document, i);

            return snippets;
        }
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_compiles_by_itself(string document, int index)
    {
        var snippet = Of(document)[index];
        string[] sources = [snippet, NewProject, Surroundings, .. document is "docs/testing.md" or "src/Semrush.Client.Testing/README.md" ? (string[])[NewTestProject] : []];

        var compilation = CSharpCompilation.Create("Snippet", sources.Select(source => CSharpSyntaxTree.ParseText(source, Language)), References,
            new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
    }

    private static List<string> Of(string document)
        => [.. Snippet().Matches(File.ReadAllText(Path.Combine(Repository.Root, document))).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("```(?:csharp|cs|c#)\\r?\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex("/(bin|obj|artifacts|TestResults|\\.git)/")]
    private static partial Regex Left();
}
