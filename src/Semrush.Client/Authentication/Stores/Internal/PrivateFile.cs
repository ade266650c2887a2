namespace Semrush.Client.Authentication.Stores.Internal;

/// <summary>Files that only this account can read.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens or makes a file. It is private from the first moment, and tightened where it was there before; one that is only read, where that is possible.</summary>
    public static FileStream Open(string path, FileStreamOptions options)
    {
        RefuseLink(path);
        options.BufferSize = 0;
        if (!OperatingSystem.IsWindows() && options.Mode is not FileMode.Open)
            options.UnixCreateMode = Private;
        var stream = new FileStream(path, options);
        try
        {
            // The umask may have taken even the owner's rights, and an older file may give rights to others.
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(stream.SafeFileHandle) != Private)
                File.SetUnixFileMode(stream.SafeFileHandle, Private);
            return stream;
        }
        catch (Exception exception) when (options.Access is FileAccess.Read && StoreErrors.IsOfFiles(exception))
        {
            // Of another account, or in a place that cannot be written: an account that may read it may use it.
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Refuses to follow a link, be it a dangling one.</summary>
    public static void RefuseLink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
            throw StoreErrors.Link(path);
    }
}
