using System.Runtime.CompilerServices;

namespace Semrush.Client;

/// <summary>The folder that all of this is in.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    // From this file upwards: tests and benchmarks run from anywhere.
    private static string FindRoot([CallerFilePath] string path = "")
    {
        var folder = Path.GetDirectoryName(path);
        while (folder is not null && !Directory.Exists(Path.Combine(folder, "contracts")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("No folder above the tests has contracts.");
    }
}
