using Semrush.Client.AhrefsOAuth;
using Semrush.Client.Authentication.AuthorizationCode.Internal;
using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Authentication.Ahrefs.Internal;

/// <summary>What a person granted, made into tokens: a desktop application gets the token, a web application a code to exchange.</summary>
internal sealed class AhrefsGrant(AhrefsOAuthClient server, ClientCredentials? client, string redirectUri, TimeProvider time)
{
    private readonly CodeExchange _exchange = new();

    /// <summary>The parameter of a callback that the person's approval consists of.</summary>
    public string Parameter => client is null ? "token" : "code";

    public async Task<TokenSet> FromAsync(CallbackQuery query, CancellationToken cancellationToken)
    {
        var granted = query.Demand(Parameter);
        var answer = client is null
            ? new TokenAnswer("AhrefsOAuth.AuthorizeAhrefs", granted, tokenType: null, expiresIn: null, refreshToken: null)
            : new TokenAnswer(await ExchangeAsync(client, granted, cancellationToken).ConfigureAwait(false));
        return answer.Read(time, lifetime: TimeSpan.MaxValue);
    }

    private Task<AhrefsTokenResponse> ExchangeAsync(ClientCredentials client, string code, CancellationToken cancellationToken)
    {
        var request = new AhrefsTokenRequest
        {
            GrantType = AhrefsGrantType.AuthorizationCode,
            Code = code,
            ClientId = client.Id,
            ClientSecret = client.Secret,
            RedirectUri = redirectUri,
        };
        return _exchange.RunAsync(code, () => server.CreateAhrefsTokenAsync(request, null, cancellationToken));
    }
}
