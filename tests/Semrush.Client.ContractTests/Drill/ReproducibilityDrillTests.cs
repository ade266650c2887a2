using System.IO.Compression;
using System.Security.Cryptography;

namespace Semrush.Client.ContractTests.Drill;

/// <summary>The same source gives the same packages, to the byte.</summary>
public sealed class ReproducibilityDrillTests
{
    [Fact]
    public async Task Two_copies_at_two_paths_give_the_same_packages()
    {
        Assert.SkipUnless(Counts.AreFull, "Two builds from nothing take minutes: run with SEMRUSH_TEST_COUNTS=full, as 'dotnet cake --target=Prove' does.");
        using RepositoryCopy one = new(), other = new("a-folder/with-a-longer-path");

        // In parallel: most of a build waits for one processor.
        var packages = await Task.WhenAll(PackAsync(one), PackAsync(other));

        Assert.Contains(packages[0], file => file.Key.EndsWith("/Semrush.Client.dll", StringComparison.Ordinal));
        Assert.Equal(packages[0].Keys, packages[1].Keys);
        Assert.Empty(packages[0].Except(packages[1]).Select(file => file.Key));
    }

    // The hash of each package, and of each file in it, which names what differs.
    private static async Task<SortedDictionary<string, string>> PackAsync(RepositoryCopy copy)
    {
        var folder = copy.PathOf("artifacts/packages");
        await PackedPackages.PackAsync(copy.PathOf("."), folder, "--configuration", "Release", "-p:DeterministicTimestamp=1767225600", "-p:RunAnalyzers=false");

        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder))
        {
            hashes.Add(Path.GetFileName(file), Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))));
            await using var package = await ZipFile.OpenReadAsync(file, TestContext.Current.CancellationToken);
            foreach (var entry in package.Entries)
            {
                await using var content = await entry.OpenAsync(TestContext.Current.CancellationToken);
                hashes.Add($"{Path.GetFileName(file)}/{entry.FullName}", Convert.ToHexString(await SHA256.HashDataAsync(content, TestContext.Current.CancellationToken)));
            }
        }

        return hashes;
    }
}
