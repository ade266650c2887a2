using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;
using Semrush.Client.OAuth;

namespace Semrush.Client.Authentication.Internal;

/// <summary>Spends a refresh token at Semrush's OAuth token endpoint, or at the one that the settings name.</summary>
internal sealed class TokenRefresh(TokenEndpoint endpoint, Uri? address, ClientCredentials? client, TimeProvider time)
{
    private static readonly ApiOperation Operation = new("OAuth.CreateAccessToken", HttpMethod.Post, RetryClass.Never)
    {
        Authenticated = false,
        Sensitive = true,
    };

    private readonly OAuthClient _oauth = new(endpoint.Transport);

    /// <summary>The new tokens; nothing where there is nothing to renew them with.</summary>
    public async Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (client is null || string.IsNullOrEmpty(tokens.RefreshToken))
            return null;
        try
        {
            var response = await SendAsync(client, tokens.RefreshToken, cancellationToken).ConfigureAwait(false);
            return new TokenAnswer(response).Read(time, SemrushLifetime.OfAccessToken, tokens.RefreshToken);
        }
        catch (SemrushAuthenticationException refusal)
        {
            throw Refusal.At(SignInStep.Refresh, refusal);
        }
    }

    private Task<TokenResponse> SendAsync(ClientCredentials client, string refreshToken, CancellationToken cancellationToken)
    {
        var request = new AccessTokenRequest
        {
            GrantType = GrantType.RefreshToken,
            ClientId = client.Id,
            ClientSecret = client.Secret,
            RefreshToken = refreshToken,
        };
        if (address is null)
            return _oauth.CreateAccessTokenAsync(request, null, cancellationToken);
        var call = ApiCall.To(Operation, address.GetLeftPart(UriPartial.Path), $"");
        call.Form(request, OAuthJson.Default.AccessTokenRequest);
        return endpoint.Transport.SendAsync(call, OAuthJson.Default.TokenResponse, null, cancellationToken);
    }
}
