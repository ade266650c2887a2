namespace Semrush.Client.ContractTests.Drill;

/// <summary>The packages of all projects in src: those in the folder SEMRUSH_TEST_PACKAGES, which is how a release is tested, or packed from what these tests were built with.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly string? _temporary;

    public PackedPackages()
    {
        Folder = Environment.GetEnvironmentVariable("SEMRUSH_TEST_PACKAGES") is { Length: > 0 } released
            ? Path.GetFullPath(released, Repository.Root)
            : _temporary = Directory.CreateTempSubdirectory("semrush-packages-").FullName;
    }

    public static IEnumerable<string> Ids
        => Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    public string Folder { get; }

    /// <summary>Whether the packages are those of a release, with its notes and addresses.</summary>
    public bool AreReleased => _temporary is null;

    public string Version { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (_temporary is not null)
        {
            // A new version each time, which no package folder contains.
            var configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
            await PackAsync(Repository.Root, Folder, "--no-build", "--configuration", configuration, $"-p:NuspecOutputPath={Folder}", "-p:MinVerSkip=true", $"-p:Version=0.0.0-drill.{Guid.NewGuid():N}");
        }

        const string Prefix = "Semrush.Client.";
        var files = Directory.GetFiles(Folder, "*.nupkg").Select(file => Path.GetFileName(file)).ToArray();
        Assert.Equal(Ids.Count(), files.Length);
        Version = files.Single(file => file.StartsWith(Prefix, StringComparison.Ordinal) && char.IsAsciiDigit(file[Prefix.Length]))[Prefix.Length..^".nupkg".Length];
    }

    /// <summary>Packs every project in src of a repository, without the comparison with the baseline, which packing as such makes.</summary>
    public static async Task PackAsync(string root, string folder, params string[] arguments)
    {
        foreach (var id in Ids)
            await Command.RunAsync(root, "dotnet", ["pack", $"src/{id}/{id}.csproj", "--output", folder, "-p:EnablePackageValidation=false", .. arguments], TestContext.Current.CancellationToken);
    }

    public string FileOf(string id) => Path.Combine(Folder, $"{id}.{Version}.nupkg");

    public ValueTask DisposeAsync()
    {
        if (_temporary is not null)
            Directory.Delete(_temporary, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>The tests that read the packages, which are packed once for all of them.</summary>
[CollectionDefinition(nameof(PackageTests))]
public sealed class PackageTests : ICollectionFixture<PackedPackages>;
