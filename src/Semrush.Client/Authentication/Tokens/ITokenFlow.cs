namespace Semrush.Client.Authentication;

/// <summary>Obtains and refreshes tokens. <see cref="TokenManager"/> calls it, one call at a time.</summary>
public interface ITokenFlow
{
    /// <summary>A name for the tokens, to keep them apart from others in one store: flow, client and scopes, without secrets.</summary>
    string Name { get; }

    /// <summary>The hosts that its tokens may be sent to, unless a <see cref="TokenManager"/> is given others.</summary>
    CredentialHosts Hosts => CredentialHosts.Semrush;

    /// <summary>Obtains new tokens: by asking a person, or with the credentials of the application.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SemrushAuthenticationException">It was rejected or denied, or needs a person who cannot be asked.</exception>
    Task<TokenSet> SignInAsync(CancellationToken cancellationToken);

    /// <summary>Refreshes tokens, without a person.</summary>
    /// <remarks><see cref="TokenManager"/> never cancels it, as the refresh token may be spent: give it a time limit.</remarks>
    /// <param name="tokens">The tokens so far.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The new tokens; <see langword="null"/> where this flow or these tokens cannot be refreshed.</returns>
    /// <exception cref="SemrushAuthenticationException">The refresh was rejected for good: sign in again.</exception>
    /// <exception cref="SemrushApiException">The refresh failed otherwise; the old tokens may still be good.</exception>
    Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken);
}

/// <summary>The settings that all sign-ins have: where their server is.</summary>
public abstract class TokenFlowOptions
{
    // A field set by a method: configuration cannot make a delegate, and its generated binder rejects such a property.
    internal Func<AuthorizationRequest, CancellationToken, Task<Uri>>? _browser;

    /// <summary>The address of the server, where it is an emulator or a gateway. It is https, or http on this machine.</summary>
    /// <value>None.</value>
    public Uri? BaseAddress { get; set; }

    // The addresses in responses of a server on this machine may be http, too.
    internal bool MayBeHttp => BaseAddress is { IsAbsoluteUri: true, Scheme: "http" };

    /// <summary>The time limit of one request.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
