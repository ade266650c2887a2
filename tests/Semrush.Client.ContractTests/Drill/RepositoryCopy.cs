using System.Reflection;

namespace Semrush.Client.ContractTests.Drill;

/// <summary>A copy of the repository, to be changed and built like the original. Output and history are left out.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private static readonly string[] Skipped = ["bin", "obj", "artifacts", "TestResults", ".git", ".vs"];
    private const string Check = "build/Contracts/bin";
    private readonly string _temporary = Directory.CreateTempSubdirectory("semrush-drill-").FullName;
    private readonly string _root;

    /// <param name="folder">The folder of the copy below a temporary one.</param>
    public RepositoryCopy(string folder = "")
    {
        _root = Path.Combine(_temporary, folder);
        Repository.Copy(Repository.Root, _root, Skipped);
        // With the full counts, the copy builds the check of contracts as a fresh clone does.
        if (!Counts.AreFull && Directory.Exists(Path.Combine(Repository.Root, Check)))
            Repository.Copy(Path.Combine(Repository.Root, Check), PathOf(Check));
        // Without its history, the copy does not know its version; a program does not run on an older major version than it was compiled against.
        File.WriteAllText(PathOf("Directory.Build.rsp"), $"-p:Version={typeof(SemrushClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}");
    }

    public string PathOf(string relative) => Path.Combine(_root, relative);

    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Runs the old program, as it was compiled beside these tests, on the library that was built in the copy.</summary>
    public async Task<string> RunOldProgramAsync()
    {
        var folder = Directory.CreateDirectory(PathOf("old-program")).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        File.Copy(PathOf("src/Semrush.Client/bin/Debug/net10.0/Semrush.Client.dll"), Path.Combine(folder, "Semrush.Client.dll"), overwrite: true);
        return await DotnetAsync(Path.Combine(folder, "Semrush.Client.OldProgram.dll"));
    }

    public Task<string> DotnetAsync(params string[] arguments) => Command.RunAsync(_root, "dotnet", arguments, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(_temporary, recursive: true);
}
