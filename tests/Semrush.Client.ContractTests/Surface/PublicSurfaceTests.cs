using System.Reflection;
using System.Runtime.CompilerServices;
using PublicApiGenerator;
using Semrush.Client.ContractTests.Drill;

namespace Semrush.Client.ContractTests.Surface;

/// <summary>The public surface of each library is in a text file beside this one, so that a review shows its changes.</summary>
public sealed class PublicSurfaceTests
{
    [Theory]
    [MemberData(nameof(PackageDrillTests.Libraries), MemberType = typeof(PackageDrillTests))]
    public async Task Public_surface_is_the_reviewed_one(string package)
    {
        var surface = SurfaceOf(Assembly.Load(package));
        var file = Path.Combine(Repository.Root, "tests", "Semrush.Client.ContractTests", "Surface", package + ".txt");
        if (Environment.GetEnvironmentVariable("SEMRUSH_ACCEPT_SURFACE") is "1")
            await File.WriteAllTextAsync(file, surface, TestContext.Current.CancellationToken);
        var reviewed = File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";

        Assert.True(surface == reviewed, $"The public surface of {package} has changed. Run: dotnet tool restore && dotnet cake --target=Surface, and review the difference:\n{Difference(reviewed, surface)}");
    }

    private static string SurfaceOf(Assembly package) => package.GeneratePublicApi(new()
    {
        IncludeAssemblyAttributes = false,
        DenyNamespacePrefixes = [],
        // How an iterator is compiled is an implementation detail, and its name changes with a line added elsewhere.
        ExcludeAttributes = [typeof(AsyncIteratorStateMachineAttribute).FullName!],
    }) + "\n";

    private static string Difference(string reviewed, string surface)
    {
        var (before, now) = (reviewed.Split('\n'), surface.Split('\n'));
        return string.Join('\n', before.Except(now).Select(line => "- " + line.Trim()).Concat(now.Except(before).Select(line => "+ " + line.Trim())));
    }
}
