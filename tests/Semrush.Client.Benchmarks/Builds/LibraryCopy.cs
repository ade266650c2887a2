namespace Semrush.Client.Benchmarks.Builds;

/// <summary>A copy of the library with its contracts, to be changed and built.</summary>
internal sealed class LibraryCopy : IDisposable
{
    private const string Project = "src/Semrush.Client/Semrush.Client.csproj";

    private static readonly string[] Folders = ["contracts", "generated", Path.Combine("src", "Semrush.Client")];
    private static readonly string[] Skipped = ["bin", "obj"];

    private readonly string _root = Directory.CreateTempSubdirectory("semrush-build-").FullName;

    public LibraryCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Root))
            File.Copy(file, Path.Combine(_root, Path.GetFileName(file)));
        foreach (var folder in Folders)
            Copy(Path.Combine(Repository.Root, folder), Path.Combine(_root, folder));
    }

    public string Contract => Path.Combine(_root, "contracts", "MapRankTracker.yaml");

    public IEnumerable<string> Generated => Directory.EnumerateFiles(Path.Combine(_root, "generated"), "*.g.cs");

    public Task<string> RestoreAsync() => Command.RunAsync(_root, "dotnet", "restore", Project);

    public Task<string> BuildAsync() => Command.RunAsync(_root, "dotnet", "build", Project, "--no-restore", "-clp:PerformanceSummary");

    public Task<string> GenerateAsync() => Command.RunAsync(_root, "dotnet", "msbuild", Project, "-t:GenerateClients");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => !Skipped.Contains(Path.GetFileName(folder))))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
