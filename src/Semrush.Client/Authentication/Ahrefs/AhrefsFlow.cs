using Semrush.Client.AhrefsOAuth;
using Semrush.Client.Authentication.AuthorizationCode.Internal;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication;

/// <summary>The sign-in of an integration of the legacy Ahrefs API v2, as a web or a desktop application.</summary>
/// <remarks>
/// <para>API v2 is discontinued: existing applications work until further notice, new ones are not accepted.</para>
/// <para>Its tokens are not refreshed: the response has a refresh token, but no request that takes it is documented. The lifetime of a
/// token is not documented either. Where the response has none, which for a desktop application is always, the token counts as lasting
/// until the server rejects it.</para>
/// </remarks>
public sealed class AhrefsFlow : ITokenFlow, IDisposable
{
    private readonly ClientCredentials? _client;
    private readonly string _redirectUri;
    private readonly Uri _invitation;
    private readonly FlowConnection _connection;
    private readonly AhrefsOAuthClient _server;
    private readonly BrowserSignIn _signIn;

    /// <summary>A sign-in at Ahrefs.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="httpClient">Sends the requests, and is never disposed; it must not follow redirects. A new one when left out.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <exception cref="ArgumentException">A setting is missing or wrong; the message names it.</exception>
    public AhrefsFlow(AhrefsFlowOptions options, HttpClient? httpClient = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _client = options.ClientSecret is { Length: > 0 } secret ? new(options.ClientId, secret) : null;
        _redirectUri = CallbackQuery.CheckedRedirectUri(options.RedirectUri, mayBePath: false);
        _invitation = options.InvitationUrl
            ?? throw new ArgumentException("InvitationUrl is missing: it is shown in the list of your applications at Ahrefs.");
        if (!SettingsCheck.IsSafePage(_invitation, options.MayBeHttp))
            throw new ArgumentException("InvitationUrl must be an absolute https address.");
        // A desktop application may have no other identifier than its invitation.
        var client = options.ClientId ?? _invitation.AbsoluteUri;
        _connection = new("ahrefs", options, httpClient, timeProvider, "https://ahrefs.com", client, hosts: CredentialHosts.Ahrefs);
        _server = new(_connection.Transport);
        _signIn = new(options);
    }

    /// <inheritdoc />
    /// <value>Those of <see cref="CredentialHosts.Ahrefs"/>. With <see cref="TokenFlowOptions.BaseAddress"/>, that address alone.</value>
    public CredentialHosts Hosts => _connection.Hosts;

    /// <inheritdoc />
    public string Name => _connection.Name;

    /// <summary>A page for a person to open, with a new state.</summary>
    public AuthorizationRequest CreateRequest()
    {
        var state = CallbackQuery.CreateState();
        var separator = _invitation.Query.Length > 0 ? "&" : "?";
        var page = $"{_invitation.GetLeftPart(UriPartial.Query)}{separator}state={state}{_invitation.Fragment}";
        return new(new(page), state, new(_redirectUri), callback => ReadApproval(callback, state));
    }

    /// <summary>Checks the address that a browser came back to, and takes its token or exchanges its code.</summary>
    /// <param name="callback">The address, or its path and query.</param>
    /// <param name="state">The <see cref="AuthorizationRequest.State"/> of the request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SemrushAuthenticationException">Denied by the person, rejected by the server, or another callback.</exception>
    /// <exception cref="SemrushApiException">The exchange failed otherwise.</exception>
    public async Task<TokenSet> CompleteAsync(Uri callback, string state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ArgumentException.ThrowIfNullOrEmpty(state);
        var approval = ReadApproval(callback, state);
        var response = _client is null
            ? new AccessTokenResponse("AhrefsOAuth.AuthorizeAhrefs", approval)
            : await ExchangeAsync(_client, approval, cancellationToken).ConfigureAwait(false);
        return response.Read(_connection.Time, lifetime: TimeSpan.MaxValue);
    }

    /// <summary>Has a person approve, in the way that the settings name.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SemrushAuthenticationException">Denied by the person, rejected by the server, or without a browser.</exception>
    public Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
        => _signIn.RunAsync(CreateRequest, CompleteAsync, cancellationToken);

    /// <summary>Refreshes nothing: no refresh is documented.</summary>
    /// <param name="tokens">Not used.</param>
    /// <param name="cancellationToken">Not used: nothing is waited for.</param>
    /// <returns>Always nothing.</returns>
    public Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken) => Task.FromResult<TokenSet?>(null);

    /// <summary>Closes the connections, unless they are yours.</summary>
    public void Dispose() => _connection.Dispose();

    // A desktop application gets its token at once, a web application a code to exchange.
    private string ReadApproval(Uri callback, string state)
        => CallbackQuery.Read(callback, state, _redirectUri, requireState: true).GetRequired(_client is null ? "token" : "code");

    private async Task<AccessTokenResponse> ExchangeAsync(ClientCredentials client, string code, CancellationToken cancellationToken)
    {
        var request = new AhrefsTokenRequest
        {
            GrantType = AhrefsGrantType.AuthorizationCode,
            Code = code,
            ClientId = client.Id,
            ClientSecret = client.Secret,
            RedirectUri = _redirectUri,
        };
        var tokens = await _signIn.ExchangeAsync(
            code, () => _server.CreateAhrefsTokenAsync(request, null, cancellationToken)).ConfigureAwait(false);
        return new("AhrefsOAuth.CreateAhrefsToken", tokens.AccessToken, tokens.TokenType, tokens.ExpiresIn, tokens.RefreshToken);
    }
}

/// <summary>Settings of an <see cref="AhrefsFlow"/>; they bind from configuration by these names.</summary>
/// <remarks>A web application has a client secret and receives a code. A desktop application has none and receives its token.</remarks>
public sealed class AhrefsFlowOptions : TokenFlowOptions
{
    /// <summary>The invitation URL of the application, from the list of one's applications at Ahrefs.</summary>
    /// <value>None; required.</value>
    public Uri? InvitationUrl { get; set; }

    /// <summary>The redirect URL that was given when the application was submitted.</summary>
    /// <value>None; required.</value>
    public string? RedirectUri { get; set; }

    /// <summary>The client identifier of a web application.</summary>
    /// <value>None.</value>
    public string? ClientId { get; set; }

    /// <summary>The client secret of a web application; a desktop application has none.</summary>
    /// <value>None.</value>
    public string? ClientSecret { get; set; }

    /// <summary>Lets a person approve. Without it, a sign-in fails: only stored tokens are used.</summary>
    /// <param name="browser">Has the page of the request opened, and returns the address that the browser came back to: a function of your
    /// own, or <see cref="LoopbackListener.ReceiveAsync"/> or <see cref="PasteUrl.ReceiveAsync"/>.</param>
    /// <returns>These settings.</returns>
    public AhrefsFlowOptions UseBrowser(Func<AuthorizationRequest, CancellationToken, Task<Uri>> browser)
    {
        ArgumentNullException.ThrowIfNull(browser);
        _browser = browser;
        return this;
    }
}
