namespace Semrush.Client.Authentication;

/// <summary>A way to come by tokens. <see cref="TokenManager"/> calls it, one call at a time.</summary>
public interface ITokenFlow
{
    /// <summary>A name for the grant, to keep it apart from others in one store: flow, client and scopes, without secrets.</summary>
    string Name { get; }

    /// <summary>The hosts that its tokens may be sent to, unless a <see cref="TokenManager"/> is given others.</summary>
    CredentialHosts Hosts => CredentialHosts.Semrush;

    /// <summary>Obtains tokens anew: asks a person, or proves who the application is.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SemrushAuthenticationException">It was refused, or needs somebody who is not there; the exception says what to do.</exception>
    Task<TokenSet> SignInAsync(CancellationToken cancellationToken);

    /// <summary>Obtains new tokens for old ones, without a person.</summary>
    /// <remarks><see cref="TokenManager"/> never cancels it, as the refresh token may be spent: give the request a time limit of its own.</remarks>
    /// <param name="tokens">The tokens so far.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The new tokens; <see langword="null"/> where this flow has no renewal, or these tokens have none.</returns>
    /// <exception cref="SemrushAuthenticationException">The renewal was refused for good: sign in again.</exception>
    /// <exception cref="SemrushApiException">The renewal failed otherwise; the old tokens may still be good.</exception>
    Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken);
}
