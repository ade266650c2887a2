using System.Collections.Concurrent;

namespace Semrush.Client.Authentication;

/// <summary>Keeps tokens for as long as it lives itself.</summary>
public sealed class InMemoryTokenStore : ITokenStore
{
    private readonly ConcurrentDictionary<string, Grant> _grants = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken)
        => new(_grants.TryGetValue(key, out var grant) ? grant.Tokens : null);

    /// <inheritdoc />
    public async Task<TokenSet?> UpdateAsync(string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var grant = _grants.GetOrAdd(key, static _ => new());
        await grant.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return grant.Tokens = await change(grant.Tokens, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            grant.Gate.Release();
        }
    }

    private sealed class Grant
    {
        // Never asked for its wait handle, so there is nothing to dispose of.
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public TokenSet? Tokens { get; set; }
    }
}
