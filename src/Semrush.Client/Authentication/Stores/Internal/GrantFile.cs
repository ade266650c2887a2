
namespace Semrush.Client.Authentication.Stores.Internal;

/// <summary>The files of one grant: the tokens, the lock, and the draft of the next tokens.</summary>
internal sealed class GrantFile(PrivateFolder folder, string key, TimeProvider time, TimeSpan lockTimeout)
{
    public const string Extension = ".tokens";
    private const int Limit = 1024 * 1024;

    private readonly string _path = Path.Combine(folder.Path, GrantFileName.Of(key) + Extension);

    private bool _holds;

    public string LockPath => _path + ".lock";

    // Never asked for its wait handle, so there is nothing to dispose of.
    private SemaphoreSlim Gate { get; } = new(1, 1);

    public async ValueTask<TokenSet?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            PrivateFile.RefuseLink(folder.Path);
            var stream = PrivateFile.Open(_path, new() { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete });
            await using (stream.ConfigureAwait(false))
                return await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
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

    public async Task<TokenSet?> UpdateAsync(Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
    {
        using var held = await EnterAsync(cancellationToken).ConfigureAwait(false);
        using var draft = Drafted();
        var current = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var changed = await change(current, cancellationToken).ConfigureAwait(false);
        if (!ReferenceEquals(changed, current))
            await WriteAsync(draft, changed).ConfigureAwait(false);
        return changed;
    }

    // One time limit for both waits: that for others of this process and that for other processes.
    private async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(lockTimeout, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await Gate.WaitAsync(waiting.Token).ConfigureAwait(false);
            try
            {
                folder.Prepare();
                return new Entry(Gate, await LockAsync(waiting.Token).ConfigureAwait(false));
            }
            catch
            {
                Gate.Release();
                throw;
            }
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw StoreErrors.Locked(LockPath, lockTimeout, exception);
        }
    }

    private async ValueTask<TokenSet?> ReadAsync(FileStream stream, CancellationToken cancellationToken)
    {
        // Nothing that this class wrote is as long, so it need not be understood.
        if (stream.Length > Limit)
            return null;
        var content = new byte[stream.Length];
        var length = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return StoredTokens.Read(key, content.AsSpan(0, length), _path);
    }

    private async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            var held = await FileLock.AcquireAsync(LockPath, time, cancellationToken).ConfigureAwait(false);
            _holds = _holds || FileLock.Holds(LockPath);
            if (_holds)
                return held;
            held.Dispose();
            throw StoreErrors.NotHeld(LockPath);
        }
        catch (Exception exception) when (StoreErrors.IsOfFiles(exception))
        {
            throw StoreErrors.Unwritable(_path, exception);
        }
    }

    private Draft Drafted()
    {
        try
        {
            return Draft.Create(_path + ".new");
        }
        catch (Exception exception) when (StoreErrors.IsOfFiles(exception))
        {
            throw StoreErrors.Unwritable(_path, exception);
        }
    }

    private async Task WriteAsync(Draft draft, TokenSet? tokens)
    {
        try
        {
            if (tokens is null)
                File.Delete(_path);
            else
                await draft.ReplaceAsync(_path, TokenSerializer.Serialize(key, tokens)).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreErrors.IsOfFiles(exception))
        {
            throw StoreErrors.Unwritable(_path, exception);
        }
    }

    private sealed class Entry(SemaphoreSlim gate, IDisposable held) : IDisposable
    {
        public void Dispose()
        {
            held.Dispose();
            gate.Release();
        }
    }
}
