using Semrush.Client.Authentication;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>A store that makes secrets of the tokens that pass through it.</summary>
internal sealed class SeenStore(ITokenStore store, Recording recording) : ITokenStore
{
    public async ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken) => Seen(await store.ReadAsync(key, cancellationToken));

    public async Task<TokenSet?> UpdateAsync(string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
        => Seen(await store.UpdateAsync(key, async (tokens, cancellation) => Seen(await change(tokens, cancellation)), cancellationToken));

    private TokenSet? Seen(TokenSet? tokens)
    {
        if (tokens is null)
            return null;
        recording.Evidence.Keep(tokens);
        recording.Secrets.Add("access token", tokens.AccessToken);
        recording.Secrets.Add("refresh token", tokens.RefreshToken);
        return tokens;
    }
}
