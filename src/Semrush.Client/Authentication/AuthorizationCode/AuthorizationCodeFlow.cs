using Semrush.Client.Authentication.AuthorizationCode.Internal;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.OAuth;

namespace Semrush.Client.Authentication;

/// <summary>The Semrush Auth flow: the authorization code grant (RFC 6749, section 4.1), and the refresh of its tokens.</summary>
/// <remarks>In a program for one person, <see cref="SignInAsync"/> does everything. A web application calls <see cref="CreateRequest"/>,
/// keeps the state in the session, sends the browser there, and in the callback calls <see cref="CompleteAsync"/>.</remarks>
public sealed class AuthorizationCodeFlow : ITokenFlow, IDisposable
{
    private readonly AuthorizationCodeFlowOptions _options;
    private readonly Uri? _refreshEndpoint;
    private readonly ClientCredentials _client;
    private readonly IReadOnlyList<string> _scopes;
    private readonly FlowConnection _connection;
    private readonly OAuthClient _server;
    private readonly BrowserSignIn _signIn;

    /// <summary>A sign-in by authorization code.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="httpClient">Sends the requests, and is never disposed; it must not follow redirects. A new one when left out.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <exception cref="ArgumentException">A setting is missing or wrong; the message names it.</exception>
    public AuthorizationCodeFlow(AuthorizationCodeFlowOptions options, HttpClient? httpClient = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        CallbackQuery.CheckedRedirectUri(options.RedirectUri, mayBePath: true);
        _options = options;
        _refreshEndpoint = FlowConnection.CheckedRefreshEndpoint(options.RefreshEndpoint, options);
        _client = new(options.ClientId, options.ClientSecret);
        _scopes = FlowConnection.CheckedScopes(options.Scopes);
        _connection = new("authorization-code", options, httpClient, timeProvider, "https://oauth.semrush.com", _client.Id, _scopes);
        _server = new(_connection.Transport);
        _signIn = new(options);
    }

    /// <inheritdoc />
    /// <value>Semrush's. With <see cref="TokenFlowOptions.BaseAddress"/>, that address alone.</value>
    public CredentialHosts Hosts => _connection.Hosts;

    /// <inheritdoc />
    public string Name => _connection.Name;

    /// <summary>Has a person approve, in the way that the settings name, and exchanges the code.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SemrushAuthenticationException">Denied by the person, rejected by the server, or without a browser.</exception>
    public Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
        => _signIn.RunAsync(CreateRequest, CompleteAsync, cancellationToken);

    /// <summary>A page for a person to open, with a new state.</summary>
    public AuthorizationRequest CreateRequest()
    {
        var state = CallbackQuery.CreateState();
        var page = _server.GetAuthorizeUri(_client.Id, _options.RedirectUri, "code", new() { Scope = _scopes, State = state });
        return new(page, state, new(page, _options.RedirectUri), callback => Parse(callback, state));
    }

    /// <summary>Checks the address that a browser came back to, and exchanges its code.</summary>
    /// <param name="callback">The address, or its path and query.</param>
    /// <param name="state">The <see cref="AuthorizationRequest.State"/> of the request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SemrushAuthenticationException">Denied by the person, rejected by the server, or another callback.</exception>
    /// <exception cref="SemrushApiException">The exchange failed otherwise.</exception>
    public async Task<TokenSet> CompleteAsync(Uri callback, string state, CancellationToken cancellationToken = default)
        => await ExchangeAsync(Parse(callback, state).Code, cancellationToken).ConfigureAwait(false);

    /// <summary>Exchanges a code for tokens. A code can be exchanged once, except for a retry if no connection was made.</summary>
    /// <param name="code">The code of an <see cref="AuthorizationCallback"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SemrushAuthenticationException">The code was rejected, or was already exchanged: sign in again.</exception>
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
        var response = await _signIn.ExchangeAsync(
            code, () => _server.CreateAccessTokenAsync(request, null, cancellationToken)).ConfigureAwait(false);
        return new AccessTokenResponse(response).Read(_connection.Time);
    }

    /// <inheritdoc />
    public Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken)
        => _connection.RefreshAsync(tokens, _client, _refreshEndpoint, cancellationToken);

    /// <summary>Closes the connections, unless they are yours.</summary>
    public void Dispose() => _connection.Dispose();

    private AuthorizationCallback Parse(Uri callback, string state)
        => AuthorizationCallback.Parse(callback, state, _options.RedirectUri, _options.RequireState);
}

/// <summary>Settings of an <see cref="AuthorizationCodeFlow"/>; they bind from configuration by these names.</summary>
public sealed class AuthorizationCodeFlowOptions : TokenFlowOptions
{
    /// <summary>The client identifier, from Semrush Tech Support.</summary>
    /// <value>None; required.</value>
    public string? ClientId { get; set; }

    /// <summary>The client secret, from Semrush Tech Support.</summary>
    /// <value>None; required.</value>
    public string? ClientSecret { get; set; }

    /// <summary>Where the browser goes after approval, unencoded: a path on Semrush's server, or your own absolute address.</summary>
    /// <value><c>/oauth2/success</c>, a page of Semrush and the only documented value.</value>
    public string RedirectUri { get; set; } = "/oauth2/success";

    /// <summary>The scopes to ask for, one entry each.</summary>
    /// <value>Empty, which stands for <c>user.id</c>: the scope of the Map Rank Tracker, Projects and Listing Management APIs.</value>
    public IList<string> Scopes { get; } = [];

    /// <summary>Whether a callback without a state is rejected. One with another state than that of the request always is.</summary>
    /// <value><see langword="true"/>.</value>
    /// <remarks>The state proves that a callback belongs to this sign-in. Semrush documents none: RFC 6749 has the server return it, but
    /// the documented address of Semrush's own page <c>/oauth2/success</c> contains the code alone. Where a person copies the address from
    /// that page, no other address can take its place unnoticed, so it may be turned off if Semrush returns no state. Leave it on wherever
    /// a browser is sent to your own address: without it, an attacker can have your users work with the attacker's account.</remarks>
    public bool RequireState { get; set; } = true;

    /// <summary>The whole address of the token endpoint that refreshes.</summary>
    /// <value>None: <c>/oauth2/access_token</c>, the documented endpoint.</value>
    public Uri? RefreshEndpoint { get; set; }

    /// <summary>Lets a person approve. Without it, a sign-in fails: only stored tokens are used.</summary>
    /// <param name="browser">Has the page of the request opened, and returns the address that the browser came back to.</param>
    /// <returns>These settings.</returns>
    public AuthorizationCodeFlowOptions UseBrowser(Func<AuthorizationRequest, CancellationToken, Task<Uri>> browser)
    {
        ArgumentNullException.ThrowIfNull(browser);
        _browser = browser;
        return this;
    }

    /// <summary>Lets a person approve in a browser on this machine, and sets <see cref="RedirectUri"/> to that of the listener.</summary>
    /// <param name="listener">The listener. Semrush has to know its address as one of the client.</param>
    /// <returns>These settings.</returns>
    public AuthorizationCodeFlowOptions UseBrowser(LoopbackListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        RedirectUri = listener.RedirectUri.AbsoluteUri;
        return UseBrowser(listener.ReceiveAsync);
    }

    /// <summary>Lets a person approve in any browser, and paste the address of the page that follows.</summary>
    /// <param name="paste">Shows the page to open, and returns the pasted text.</param>
    /// <returns>These settings.</returns>
    public AuthorizationCodeFlowOptions UseBrowser(PasteUrl paste)
    {
        ArgumentNullException.ThrowIfNull(paste);
        return UseBrowser(paste.ReceiveAsync);
    }
}
