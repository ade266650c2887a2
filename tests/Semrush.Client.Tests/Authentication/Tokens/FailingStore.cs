using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>A store whose server, or disk, is gone for a while.</summary>
internal sealed class FailingStore : ITokenStore
{
    private readonly InMemoryTokenStore _inner = new();

    public bool FailsToRead { get; set; }

    public bool FailsToLock { get; set; }

    public bool FailsToWrite { get; set; }

    public Exception Failure { get; set; } = new TimeoutException("The store did not answer.");

    public int Tries { get; private set; }

    public ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken)
        => FailsToRead ? throw Failure : _inner.ReadAsync(key, cancellationToken);

    public Task<TokenSet?> UpdateAsync(string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
    {
        Tries++;
        if (FailsToLock)
            throw Failure;
        return _inner.UpdateAsync(
            key,
            async (tokens, token) =>
            {
                var changed = await change(tokens, token);
                return FailsToWrite && !ReferenceEquals(changed, tokens) ? throw new IOException("No space left on device") : changed;
            },
            cancellationToken);
    }
}
