using Semrush.Client.Authentication;
using Semrush.Client.OAuth;

namespace Semrush.Client.TokenWorker;

/// <summary>Refreshes at Semrush's documented endpoint. The tokens last for a millisecond here.</summary>
internal sealed class RotatingFlow(SemrushClient semrush) : ITokenFlow
{
    public string Name => "rotation";

    public int Renewals { get; private set; }

    public Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
        => throw new InvalidOperationException("The store was to hold tokens. They are lost.");

    public async Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken)
    {
        var answer = await semrush.OAuth.CreateAccessTokenAsync(
            new()
            {
                GrantType = GrantType.RefreshToken,
                ClientId = "worker",
                ClientSecret = "worker",
                RefreshToken = tokens.RefreshToken,
            },
            null, cancellationToken);
        Renewals++;
        return new(answer.AccessToken!, TimeProvider.System.GetUtcNow(), TimeSpan.FromMilliseconds(1)) { RefreshToken = answer.RefreshToken };
    }
}
