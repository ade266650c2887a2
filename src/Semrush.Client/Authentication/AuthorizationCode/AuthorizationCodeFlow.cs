using Semrush.Client.Authentication.AuthorizationCode.Internal;
using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Authentication;

/// <summary>The Semrush Auth flow: the authorization code grant (RFC 6749, section 4.1), and the refresh of its tokens.</summary>
/// <remarks>
/// A program for one person lets <see cref="SignInAsync"/> do it all. A web application calls <see cref="CreateRequest"/>, keeps the
/// state in the session, sends the browser there, and in the callback calls <see cref="CompleteAsync"/>.
/// </remarks>
public sealed partial class AuthorizationCodeFlow : ITokenFlow, IDisposable
{
    private readonly AuthorizationCodeFlowOptions _options;
    private readonly TimeProvider _time;
    private readonly ClientCredentials _client;
    private readonly IReadOnlyList<string> _scopes;
    private readonly TokenEndpoint _endpoint;
    private readonly OAuthClient _server;
    private readonly TokenRefresh _refresh;

    /// <summary>A sign-in by authorization code.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="httpClient">Sends the requests, and is never disposed; it must not follow redirects. One of its own when left out.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <exception cref="ArgumentException">A setting is missing or wrong; the message names it.</exception>
    public AuthorizationCodeFlow(AuthorizationCodeFlowOptions options, HttpClient? httpClient = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        RedirectAddress.Demand(options.RedirectUri);
        var refreshEndpoint = TokenEndpoint.Checked(options.RefreshEndpoint, options, nameof(options.RefreshEndpoint));
        _options = options;
        _time = timeProvider ?? TimeProvider.System;
        _client = ClientCredentials.Demand(options.ClientId, options.ClientSecret);
        _scopes = ScopeList.From(options.Scopes);
        Hosts = CredentialHosts.For(options.BaseAddress);
        Name = FlowName.Of("authorization-code", options, "https://oauth.semrush.com", _client.Id, _scopes);
        _endpoint = new(options, httpClient, _time);
        _server = new(_endpoint.Transport);
        _refresh = new(_endpoint, refreshEndpoint, _client, _time);
    }

    /// <inheritdoc />
    /// <value>Semrush's. With <see cref="TokenFlowOptions.BaseAddress"/>, that address alone.</value>
    public CredentialHosts Hosts { get; }

    /// <inheritdoc />
    public string Name { get; }

    /// <summary>Has a person approve, in the way that the settings name, and exchanges the code.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="SemrushAuthenticationException">The person declined, the answer is not one to the request, the server refused, or nobody can be asked.</exception>
    public async Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
    {
        var browser = _options._browser ?? throw CallbackErrors.NoBrowser(nameof(AuthorizationCodeFlowOptions));
        var request = CreateRequest();
        var callback = await browser(request, cancellationToken).ConfigureAwait(false);
        return await CompleteAsync(callback, request.State, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken) => _refresh.RenewAsync(tokens, cancellationToken);

    /// <summary>Closes the connections, unless they are yours.</summary>
    public void Dispose() => _endpoint.Dispose();
}
