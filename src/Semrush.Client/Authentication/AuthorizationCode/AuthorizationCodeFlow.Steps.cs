using Semrush.Client.Authentication.AuthorizationCode.Internal;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.OAuth;

namespace Semrush.Client.Authentication;

public sealed partial class AuthorizationCodeFlow
{
    private readonly CodeExchange _exchange = new();

    /// <summary>A page for a person to open, with a state of its own.</summary>
    public AuthorizationRequest CreateRequest()
    {
        var state = State.Create();
        var page = _server.GetAuthorizeUri(_client.Id, _options.RedirectUri, "code", new() { Scope = _scopes, State = state });
        return new(page, state, RedirectAddress.Resolve(page, _options.RedirectUri), callback => Parse(callback, state));
    }

    /// <summary>Checks the address that a browser came back to, and exchanges its code.</summary>
    /// <param name="callback">The address, or its path and query.</param>
    /// <param name="state">The <see cref="AuthorizationRequest.State"/> of the request.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="SemrushAuthenticationException">The person declined, the answer is not one to the request, or the server refused the code.</exception>
    /// <exception cref="SemrushApiException">The exchange failed otherwise.</exception>
    public async Task<TokenSet> CompleteAsync(Uri callback, string state, CancellationToken cancellationToken = default)
    {
        return await ExchangeAsync(Parse(callback, state).Code, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Exchanges a code for tokens. A code is good for one attempt; only if no connection could be made, it may be tried again.</summary>
    /// <param name="code">The code of an <see cref="AuthorizationCallback"/>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="SemrushAuthenticationException">The code was refused, or exchanged before: sign in again.</exception>
    /// <exception cref="SemrushApiException">The exchange failed otherwise. The code may have been spent.</exception>
    public async Task<TokenSet> ExchangeAsync(string code, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        var request = new AccessTokenRequest
        {
            GrantType = GrantType.AuthorizationCode,
            ClientId = _client.Id,
            ClientSecret = _client.Secret,
            Code = code,
            RedirectUri = _options.RedirectUri,
        };
        var response = await _exchange.RunAsync(code, () => _server.CreateAccessTokenAsync(request, null, cancellationToken)).ConfigureAwait(false);
        return new TokenAnswer(response).Read(_time, SemrushLifetime.OfAccessToken);
    }

    private AuthorizationCallback Parse(Uri callback, string state)
        => AuthorizationCallback.Parse(callback, state, _options.RedirectUri, _options.RequireState);
}
