using Semrush.Client.Authentication;

namespace Semrush.Client.Benchmarks.Tokens;

/// <summary>A token endpoint of a known latency.</summary>
internal sealed class TokenSource(TimeSpan latency) : ITokenFlow
{
    private int _requests;

    public string Name => "benchmark";

    public int Requests => _requests;

    public Task<TokenSet> SignInAsync(CancellationToken cancellationToken) => AnswerAsync(cancellationToken);

    public async Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken) => await AnswerAsync(cancellationToken).ConfigureAwait(false);

    private async Task<TokenSet> AnswerAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        if (latency > TimeSpan.Zero)
            await Task.Delay(latency, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return new(The.AccessToken, TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(1)) { RefreshToken = "a-refresh-token" };
    }
}
