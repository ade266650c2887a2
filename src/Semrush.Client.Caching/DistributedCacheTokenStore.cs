using System.Security.Cryptography;
using Medallion.Threading;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;

namespace Semrush.Client.Authentication;

/// <summary>Keeps tokens in a distributed cache, so that many processes share one sign-in.</summary>
/// <remarks>
/// <para>Every member may be used from any thread. A read is one read of the cache and takes no lock. An update takes the distributed lock
/// of its key for as long as the change takes, which is one token request, or a sign-in. A cache has neither locks nor compare-and-swap,
/// hence the lock provider: all processes have to use locks of the same server. Such a lock is extended in the background; a process that
/// is suspended for longer than its expiry loses it. The wait for a lock is limited.</para>
/// <para>The cache must not evict: evicted tokens need another sign-in. It has the tokens unencrypted, unless there is a data protector,
/// whose keys all processes have to share. An entry that cannot be decrypted or parsed counts as none.</para>
/// </remarks>
public sealed class DistributedCacheTokenStore : ITokenStore
{
    private const string Prefix = "semrush:tokens:";

    // As FileTokenStoreOptions.LockTimeout: longer than a refresh takes, shorter than a person may take to sign in.
    private static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromMinutes(1);

    // Some caches evict an entry without a lifetime after minutes. A refresh token lasts for weeks.
    private static readonly DistributedCacheEntryOptions Entry = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(365) };

    private readonly IDistributedCache _cache;
    private readonly IDistributedLockProvider _locks;
    private readonly IDataProtector? _protector;
    private readonly TimeSpan _lockTimeout;

    /// <summary>A store in a cache.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="locks">Locks that hold across all processes that share the cache.</param>
    /// <param name="protector">Encrypts the entries; they are not encrypted when left out.</param>
    /// <param name="lockTimeout">How long an update waits for another one of its key before it fails; 1 minute when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time limit is neither more than zero nor infinite.</exception>
    public DistributedCacheTokenStore(
        IDistributedCache cache, IDistributedLockProvider locks, IDataProtector? protector = null, TimeSpan? lockTimeout = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(locks);
        _cache = cache;
        _locks = locks;
        _protector = protector;
        _lockTimeout = lockTimeout ?? DefaultLockTimeout;
        if (_lockTimeout != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_lockTimeout, TimeSpan.Zero, nameof(lockTimeout));
    }

    /// <inheritdoc />
    public async ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var stored = await _cache.GetAsync(Prefix + key, cancellationToken).ConfigureAwait(false);
        return Unprotect(stored) is { } document ? TokenSerializer.Deserialize(key, document) : null;
    }

    /// <inheritdoc />
    public async Task<TokenSet?> UpdateAsync(
        string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(change);
        var held = await _locks.TryAcquireLockAsync(GetLockName(key), _lockTimeout, cancellationToken).ConfigureAwait(false)
            ?? throw new TimeoutException(FormattableString.Invariant(
                $"The lock {GetLockName(key)} could not be obtained within {_lockTimeout.TotalSeconds:0.###} s."));
        await using (held.ConfigureAwait(false))
        {
            var current = await ReadAsync(key, cancellationToken).ConfigureAwait(false);
            var changed = await change(current, cancellationToken).ConfigureAwait(false);
            if (changed is null)
                await RemoveAsync(key, current).ConfigureAwait(false);
            else if (!ReferenceEquals(changed, current))
                await WriteAsync(key, changed).ConfigureAwait(false);
            return changed;
        }
    }

    /// <summary>The name of the distributed lock of the tokens of a key.</summary>
    /// <param name="key">The key: a name without secrets.</param>
    /// <returns>The name.</returns>
    public string GetLockName(string key) => $"{Prefix}{key}:lock";

    // Without cancellation: the refresh token before these tokens is spent.
    private Task WriteAsync(string key, TokenSet tokens)
    {
        var document = TokenSerializer.Serialize(key, tokens);
        return _cache.SetAsync(Prefix + key, _protector?.Protect(document) ?? document, Entry, CancellationToken.None);
    }

    // Where the lock was lost meanwhile, the tokens of its new holder stay.
    private async Task RemoveAsync(string key, TokenSet? tokens)
    {
        var stored = await ReadAsync(key, CancellationToken.None).ConfigureAwait(false);
        if (stored is null || (stored.AccessToken == tokens?.AccessToken && stored.RefreshToken == tokens.RefreshToken))
            await _cache.RemoveAsync(Prefix + key, CancellationToken.None).ConfigureAwait(false);
    }

    private byte[]? Unprotect(byte[]? stored)
    {
        try
        {
            return stored is null || _protector is null ? stored : _protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
