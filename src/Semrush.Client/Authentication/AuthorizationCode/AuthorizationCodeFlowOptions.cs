namespace Semrush.Client.Authentication;

/// <summary>Settings of an <see cref="AuthorizationCodeFlow"/>; they bind from configuration by these names.</summary>
public sealed class AuthorizationCodeFlowOptions : TokenFlowOptions
{
    // A field set by a method: configuration cannot make a delegate, and its generated binder rejects such a property.
    internal Func<AuthorizationRequest, CancellationToken, Task<Uri>>? _browser;

    /// <summary>The client identifier, from Semrush Tech Support.</summary>
    /// <value>None; required.</value>
    public string? ClientId { get; set; }

    /// <summary>The client secret, from Semrush Tech Support.</summary>
    /// <value>None; required.</value>
    public string? ClientSecret { get; set; }

    /// <summary>Where the browser goes after approval, unencoded: a path on Semrush's server, or an absolute address of yours.</summary>
    /// <value><c>/oauth2/success</c>, a page of Semrush and the only documented value.</value>
    public string RedirectUri { get; set; } = "/oauth2/success";

    /// <summary>The scopes to ask for, one entry each.</summary>
    /// <value>Empty, which stands for <c>user.id</c>: the scope of the Map Rank Tracker, Projects and Listing Management APIs.</value>
    public IList<string> Scopes { get; } = [];

    /// <summary>Whether an answer without a state is refused. One with another state than was sent always is.</summary>
    /// <value><see langword="true"/>.</value>
    /// <remarks>
    /// The state proves that an answer belongs to this sign-in. Semrush documents none: RFC 6749 has the server return it, but the
    /// documented address of Semrush's own page <c>/oauth2/success</c> carries the code alone. Where a person copies the address
    /// from that page, nobody else can put another one in its place unnoticed, so it may be turned off if Semrush returns no
    /// state. Leave it on wherever a browser is sent to an address of yours: without it, anybody can have your users
    /// work with an account of theirs.
    /// </remarks>
    public bool RequireState { get; set; } = true;

    /// <summary>The whole address of the token endpoint that refreshes.</summary>
    /// <value>None: <c>/oauth2/access_token</c>, the documented endpoint.</value>
    public Uri? RefreshEndpoint { get; set; }

    /// <summary>Lets a person approve. Without it, nobody can sign in: only stored tokens are used.</summary>
    /// <param name="browser">Has the page of the request opened, and returns the address that the browser came back to.</param>
    /// <returns>These settings.</returns>
    public AuthorizationCodeFlowOptions UseBrowser(Func<AuthorizationRequest, CancellationToken, Task<Uri>> browser)
    {
        ArgumentNullException.ThrowIfNull(browser);
        _browser = browser;
        return this;
    }

    /// <summary>Lets a person approve in a browser on this machine, and sets <see cref="RedirectUri"/> to where the listener waits.</summary>
    /// <param name="listener">The listener. Semrush has to know its address as one of the client.</param>
    /// <returns>These settings.</returns>
    public AuthorizationCodeFlowOptions UseBrowser(LoopbackListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        RedirectUri = listener.RedirectUri.AbsoluteUri;
        return UseBrowser(listener.ReceiveAsync);
    }

    /// <summary>Lets a person approve in any browser, and paste the address of the page that follows.</summary>
    /// <param name="paste">Shows the page to open, and returns what was pasted.</param>
    /// <returns>These settings.</returns>
    public AuthorizationCodeFlowOptions UseBrowser(PasteUrl paste)
    {
        ArgumentNullException.ThrowIfNull(paste);
        return UseBrowser(paste.ReceiveAsync);
    }
}
