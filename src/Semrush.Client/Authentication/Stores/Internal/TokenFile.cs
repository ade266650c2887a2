using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace Semrush.Client.Authentication.Stores.Internal;

/// <summary>The files of one key: the tokens, the lock, and the temporary file of the next tokens.</summary>
internal sealed class TokenFile(string folder, string key, TimeProvider time, TimeSpan lockTimeout)
{
    private const string Extension = ".tokens";
    private const int MaxLength = 1024 * 1024;

    private readonly string _path = Path.Combine(folder, NameOf(key) + Extension);

    private bool _isLockTested;

    // Its wait handle is not used, so there is nothing to dispose of.
    private SemaphoreSlim Gate { get; } = new(1, 1);

    public string LockPath => _path + ".lock";

    /// <summary>Whether a file is one of a store.</summary>
    public static bool IsOne(string path) => Path.GetFileName(path).Contains(Extension, StringComparison.Ordinal);

    public async ValueTask<TokenSet?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            PrivateFile.RejectLink(folder);
            var stream = PrivateFile.Open(
                _path, new() { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete });
            await using (stream.ConfigureAwait(false))
            {
                // A longer file is not one of this class.
                if (stream.Length > MaxLength)
                    return null;
                var content = new byte[stream.Length];
                var read = stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
                return TokenSerializer.Deserialize(key, content.AsSpan(0, await read.ConfigureAwait(false)), _path);
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (StoreErrors.IsOfFiles(exception))
        {
            throw StoreErrors.Unreadable(_path, exception);
        }
    }

    public async Task<TokenSet?> UpdateAsync(
        Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
    {
        using var entry = await EnterAsync(cancellationToken).ConfigureAwait(false);
        var current = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var changed = await change(current, cancellationToken).ConfigureAwait(false);
        if (!ReferenceEquals(changed, current))
            await WriteAsync(entry.Next!, changed).ConfigureAwait(false);
        return changed;
    }

    // One time limit for both waits: for other updates of this process and of other processes.
    private async Task<Entry> EnterAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(lockTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await Gate.WaitAsync(linked.Token).ConfigureAwait(false);
            var entry = new Entry(Gate);
            try
            {
                PrivateFile.PrepareFolder(folder);
                entry.Lock = await FileLock.AcquireAsync(LockPath, time, linked.Token).ConfigureAwait(false);
                if (!_isLockTested && !FileLock.Holds(LockPath))
                    throw StoreErrors.NotHeld(LockPath);
                _isLockTested = true;
                entry.Next = new(_path + ".new");
                return entry;
            }
            catch (Exception exception)
            {
                entry.Dispose();
                if (StoreErrors.IsOfFiles(exception))
                    throw StoreErrors.Unwritable(_path, exception);
                throw;
            }
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw StoreErrors.LockNotObtained(
                LockPath,
                exception,
                string.Create(CultureInfo.InvariantCulture, $"within {lockTimeout.TotalSeconds:0.###} s"),
                $" {nameof(FileTokenStoreOptions)}.{nameof(FileTokenStoreOptions.LockTimeout)} sets the time limit.");
        }
    }

    private async Task WriteAsync(TempFile next, TokenSet? tokens)
    {
        try
        {
            if (tokens is null)
                File.Delete(_path);
            else
                await next.ReplaceAsync(_path, TokenSerializer.Serialize(key, tokens)).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreErrors.IsOfFiles(exception))
        {
            throw StoreErrors.Unwritable(_path, exception);
        }
    }

    // Some of the key for people, and a digest that no other key has.
    private static string NameOf(string key)
    {
        var readable = key.Take(40).Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-');
        return $"{string.Concat(readable).Trim('-')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8))}";
    }

    private sealed class Entry(SemaphoreSlim gate) : IDisposable
    {
        public IDisposable? Lock { get; set; }

        public TempFile? Next { get; set; }

        public void Dispose()
        {
            Next?.Dispose();
            Lock?.Dispose();
            gate.Release();
        }
    }
}

/// <summary>Files, and a folder, that only this account can read.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateFolder = Private | UnixFileMode.UserExecute;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Opens or creates a file. A new one is private from the start, and an older one is made private.</summary>
    public static FileStream Open(string path, FileStreamOptions options)
    {
        RejectLink(path);
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
            // The file of another account, or one on a read-only disk: an account that may read it may use it.
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Rejects a link, also one without a target.</summary>
    public static void RejectLink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
            throw StoreErrors.Link(path);
    }

    /// <summary>Creates the folder of a store, or makes the existing one private.</summary>
    public static void PrepareFolder(string path)
    {
        try
        {
            RejectLink(path);
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                PrepareUnixFolder(path);
        }
        catch (Exception exception) when (StoreErrors.IsOfFiles(exception))
        {
            throw StoreErrors.Unwritable(path, exception);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void PrepareUnixFolder(string path)
    {
        var isNew = !Directory.Exists(path);
        Directory.CreateDirectory(path, PrivateFolder);
        var mode = File.GetUnixFileMode(path);
        // A home or a shared folder, named by mistake, must not be closed to other accounts.
        if (!isNew && (mode & Others) != 0 && !Directory.EnumerateFileSystemEntries(path).All(TokenFile.IsOne))
            throw StoreErrors.Shared(path);
        if ((mode & Others) != 0 || (mode & PrivateFolder) != PrivateFolder)
            File.SetUnixFileMode(path, PrivateFolder);
    }
}

/// <summary>A lock that holds across processes. The system releases it when its process ends in whatever way.</summary>
internal static class FileLock
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock.</summary>
    /// <returns>Releases the lock. The file stays: another process might hold the lock of a deleted file.</returns>
    public static async Task<IDisposable> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause < LongestPause / 2 ? pause * 2 : LongestPause)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                // An exclusive flock on Unix, a share mode on Windows.
                return PrivateFile.Open(path, Exclusive(FileMode.OpenOrCreate));
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                // Unequal pauses, so that waiting processes do not keep step.
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether the lock of this process keeps others out. Locks can be turned off, and some file systems have none.</summary>
    public static bool Holds(string path)
    {
        try
        {
            new FileStream(path, Exclusive(FileMode.Open)).Dispose();
            return false;
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return true;
        }
    }

    private static FileStreamOptions Exclusive(FileMode mode)
        => new() { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };

    // EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows.
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}

/// <summary>A file that is going to replace another. A full disk is found at its creation, before a refresh token is spent.</summary>
internal sealed class TempFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;

    public TempFile(string path)
    {
        _path = path;
        // A process that was killed may have left one. Of a link, the link is deleted and not its target.
        File.Delete(path);
        const FileShare Share = FileShare.Read | FileShare.Delete;
        _stream = PrivateFile.Open(
            path, new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = Share, PreallocationSize = 16 * 1024 });
    }

    /// <summary>Replaces another file by the content. A reader gets the old file or the new one, also after a power failure.</summary>
    public async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content)
    {
        await _stream.WriteAsync(content, CancellationToken.None).ConfigureAwait(false);
        _stream.Flush(flushToDisk: true);
        File.Move(_path, path, overwrite: true);
        // Journalling file systems write the new name along with the file.
        _stream.Flush(flushToDisk: true);
    }

    public void Dispose()
    {
        _stream.Dispose();
        try
        {
            // It is gone where it has replaced the other file.
            File.Delete(_path);
        }
        catch (Exception exception) when (StoreErrors.IsOfFiles(exception))
        {
            // The next update deletes it.
        }
    }
}
