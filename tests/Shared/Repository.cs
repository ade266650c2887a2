using System.Runtime.CompilerServices;

namespace Semrush.Client;

/// <summary>The root folder of the repository.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    /// <summary>Copies a folder, without the folders of these names.</summary>
    public static void Copy(string from, string to, params string[] skipped)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => !skipped.Contains(Path.GetFileName(folder))))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)), skipped);
    }

    // From this file upwards: tests and benchmarks run in any folder.
    private static string FindRoot([CallerFilePath] string path = "")
    {
        var folder = Path.GetDirectoryName(path);
        while (folder is not null && !Directory.Exists(Path.Combine(folder, "contracts")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("No folder above the tests has contracts.");
    }
}
