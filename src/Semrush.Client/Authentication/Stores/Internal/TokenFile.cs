using System.Globalization;
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
