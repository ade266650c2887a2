using System.Collections.Concurrent;

namespace Semrush.Client.Authentication;

/// <summary>Keeps tokens beyond the end of a process, or shares them between processes.</summary>
/// <remarks>
/// <para>An implementation is safe for any number of threads. <see cref="ReadAsync"/> is called when a client starts and when its token is
/// about to expire, not for each call; <see cref="UpdateAsync"/> once for each refresh.</para>
/// <para>A refresh token is good for one use. Processes that share a store therefore refresh under its lock: of all updates of one key, in
/// all processes, one runs at a time, and it is given the tokens that the one before it wrote.</para>
/// <para>A key consists of flow, client, scopes, server and account. Tokens of one key are never returned for another.</para>
/// </remarks>
public interface ITokenStore
{
    /// <summary>The tokens of a key.</summary>
    /// <param name="key">The key: a name without secrets.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The tokens; <see langword="null"/> where there are none, or none that can be read.</returns>
    ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Changes the tokens of a key under its lock.</summary>
    /// <param name="key">The key: a name without secrets.</param>
    /// <param name="change">Gets the tokens as they are now and returns those to keep: the same ones to leave everything as it is,
    /// <see langword="null"/> to remove them. Its result is stored before this method ends.</param>
    /// <param name="cancellationToken">Cancels the wait for the lock, and is handed to the change.</param>
    /// <returns>The result of the change. A <see cref="TokenManager"/> fails where the store ends without a call of the change.</returns>
    /// <exception cref="TimeoutException">The lock was not obtained within the time limit of the store.</exception>
    Task<TokenSet?> UpdateAsync(
        string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken);

    /// <summary>The name of the lock of an update, such as a path: <see cref="TokenManager"/> logs it after a second of waiting.</summary>
    /// <param name="key">The key of the tokens: a name without secrets.</param>
    /// <returns>The name of the lock; the name of the type unless the store overrides this.</returns>
    string GetLockName(string key) => GetType().Name;
}

/// <summary>Keeps tokens in memory.</summary>
public sealed class InMemoryTokenStore : ITokenStore
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken)
        => new(_entries.TryGetValue(key, out var entry) ? entry.Tokens : null);

    /// <inheritdoc />
    public async Task<TokenSet?> UpdateAsync(
        string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var entry = _entries.GetOrAdd(key, static _ => new());
        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return entry.Tokens = await change(entry.Tokens, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private sealed class Entry
    {
        // Its wait handle is not used, so there is nothing to dispose of.
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public TokenSet? Tokens { get; set; }
    }
}
