using System.Runtime.Versioning;

namespace Semrush.Client.Authentication.Stores.Internal;

/// <summary>The folder of a store: this account's alone.</summary>
internal sealed class PrivateFolder(string path)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(path);

    /// <summary>Makes the folder, or sees to it that the one that is there is private.</summary>
    public void Prepare()
    {
        try
        {
            PrivateFile.RefuseLink(Path);
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(Path);
            else
                PrepareUnix();
        }
        catch (Exception exception) when (StoreErrors.IsOfFiles(exception))
        {
            throw StoreErrors.Unwritable(Path, exception);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private void PrepareUnix()
    {
        var isNew = !Directory.Exists(Path);
        Directory.CreateDirectory(Path, Private);
        var mode = File.GetUnixFileMode(Path);
        // Somebody's home or a shared folder, named by mistake, must not be closed to everybody else.
        if (!isNew && (mode & Others) != 0 && !HasOnlyGrants())
            throw StoreErrors.Shared(Path);
        if ((mode & Others) != 0 || (mode & Private) != Private)
            File.SetUnixFileMode(Path, Private);
    }

    private bool HasOnlyGrants()
        => Directory.EnumerateFileSystemEntries(Path).All(static entry => System.IO.Path.GetFileName(entry).Contains(GrantFile.Extension, StringComparison.Ordinal));
}
