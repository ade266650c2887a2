using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PublicApiGenerator;

namespace Semrush.Client.ContractTests.Surface;

/// <summary>What each package promises to those who reference it stands in a text file beside this one, so that a review sees it change.</summary>
/// <remarks>Without what is generated: that is reviewed as it is, in <c>generated/</c>, and a new operation needs no other file.</remarks>
public sealed partial class PublicSurfaceTests
{
    public static TheoryData<string> Packages
        => [.. Directory.GetDirectories(Path.Combine(Root(), "src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task The_public_surface_is_the_one_that_was_reviewed(string package)
    {
        var surface = SurfaceOf(Assembly.Load(package));
        var file = Path.Combine(Root(), "tests", "Semrush.Client.ContractTests", "Surface", package + ".txt");
        if (Environment.GetEnvironmentVariable("SEMRUSH_ACCEPT_SURFACE") is "1")
            await File.WriteAllTextAsync(file, surface, TestContext.Current.CancellationToken);
        var reviewed = File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";

        Assert.True(surface == reviewed, $"The public surface of {package} has changed. Run: dotnet tool restore && dotnet cake --target=Surface, and review the difference:\n{Difference(reviewed, surface)}");
    }

    private static string SurfaceOf(Assembly package)
    {
        var generated = Directory.GetFiles(Path.Combine(Root(), "generated"), "*.g.cs")
            .SelectMany(file => Declaration().Matches(File.ReadAllText(file)).Select(type => $"{package.GetName().Name}.{Path.GetFileName(file)[..^".g.cs".Length]}.{type.Groups[1].Value}"))
            .ToHashSet(StringComparer.Ordinal);
        var surface = package.GeneratePublicApi(new()
        {
            IncludeAssemblyAttributes = false,
            IncludeTypes = [.. package.GetExportedTypes().Where(type => !generated.Contains(type.FullName!))],
            DenyNamespacePrefixes = [],
            // How an iterator is compiled is nobody's business, and its name changes with a line added elsewhere.
            ExcludeAttributes = [typeof(AsyncIteratorStateMachineAttribute).FullName!],
        });
        return string.Concat(surface.Split('\n').Where(line => !(Property().Match(line) is { Success: true } area && generated.Contains(area.Groups[1].Value))).Select(line => line + "\n"));
    }

    private static string Difference(string reviewed, string surface)
    {
        var (before, now) = (reviewed.Split('\n'), surface.Split('\n'));
        return string.Join('\n', before.Except(now).Select(line => "- " + line.Trim()).Concat(now.Except(before).Select(line => "+ " + line.Trim())));
    }

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));

    // SemrushClient has a property for each contract, which is generated with the client it returns.
    [GeneratedRegex(@"^ +public ([\w.]+) \w+ \{ get; \}$")]
    private static partial Regex Property();

    [GeneratedRegex(@"^    public .*\b(?:class|struct|record|enum|interface) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
