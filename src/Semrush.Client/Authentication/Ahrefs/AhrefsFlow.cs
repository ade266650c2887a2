using Semrush.Client.Authentication.Ahrefs.Internal;
using Semrush.Client.Authentication.AuthorizationCode.Internal;
using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Authentication;

/// <summary>The sign-in of an integration of the legacy Ahrefs API v2, as a web or a desktop application.</summary>
/// <remarks>
/// <para>API v2 is discontinued: applications that exist go on until further notice, new ones are not accepted.</para>
/// <para>
/// Nothing is renewed: the answer has a refresh token, but no request that takes it is documented. How long a token lasts is not
/// documented either. Where the answer does not say it, which for a desktop application is always, the token
/// counts as lasting until the server refuses it.
/// </para>
/// </remarks>
public sealed class AhrefsFlow : ITokenFlow, IDisposable
{
    private readonly AhrefsFlowOptions _options;
    private readonly InvitationPage _invitation;
    private readonly TokenEndpoint _endpoint;
    private readonly AhrefsGrant _grant;

    /// <summary>A sign-in at Ahrefs.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="httpClient">Sends the requests, and is never disposed; it must not follow redirects. One of its own when left out.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <exception cref="ArgumentException">A setting is missing or wrong; the message names it.</exception>
    public AhrefsFlow(AhrefsFlowOptions options, HttpClient? httpClient = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var client = string.IsNullOrEmpty(options.ClientSecret) ? null : ClientCredentials.Demand(options.ClientId, options.ClientSecret);
        RedirectAddress.DemandAbsolute(options.RedirectUri);
        var time = timeProvider ?? TimeProvider.System;
        _options = options;
        _invitation = new(options.InvitationUrl, options.MayBeHttp);
        Hosts = CredentialHosts.For(options.BaseAddress, CredentialHosts.Ahrefs);
        // A desktop application may have no other identifier than its invitation.
        Name = FlowName.Of("ahrefs", options, "https://ahrefs.com", options.ClientId ?? options.InvitationUrl!.AbsoluteUri, []);
        _endpoint = new(options, httpClient, time);
        _grant = new(new AhrefsOAuthClient(_endpoint.Transport), client, options.RedirectUri!, time);
    }

    /// <inheritdoc />
    /// <value>Those of <see cref="CredentialHosts.Ahrefs"/>. With <see cref="TokenFlowOptions.BaseAddress"/>, that address alone.</value>
    public CredentialHosts Hosts { get; }

    /// <inheritdoc />
    public string Name { get; }

    /// <summary>A page for a person to open, with a state of its own.</summary>
    public AuthorizationRequest CreateRequest()
    {
        var state = State.Create();
        return new(_invitation.With(state), state, new(_options.RedirectUri!), callback => Read(callback, state).Demand(_grant.Parameter));
    }

    /// <summary>Checks the address that a browser came back to, and takes its token or exchanges its code.</summary>
    /// <param name="callback">The address, or its path and query.</param>
    /// <param name="state">The <see cref="AuthorizationRequest.State"/> of the request.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="SemrushAuthenticationException">The person declined, the answer is not one to the request, or the server refused the code.</exception>
    /// <exception cref="SemrushApiException">The exchange failed otherwise.</exception>
    public async Task<TokenSet> CompleteAsync(Uri callback, string state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ArgumentException.ThrowIfNullOrEmpty(state);
        return await _grant.FromAsync(Read(callback, state), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has a person approve, in the way that the settings name.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="SemrushAuthenticationException">The person declined, the answer is not one to the request, the server refused, or nobody can be asked.</exception>
    public async Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
    {
        var browser = _options._browser ?? throw CallbackErrors.NoBrowser(nameof(AhrefsFlowOptions));
        var request = CreateRequest();
        var callback = await browser(request, cancellationToken).ConfigureAwait(false);
        return await CompleteAsync(callback, request.State, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Renews nothing: no refresh is documented.</summary>
    /// <param name="tokens">Not used.</param>
    /// <param name="cancellationToken">Not used: nothing is waited for.</param>
    /// <returns>Always nothing.</returns>
    public Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken) => Task.FromResult<TokenSet?>(null);

    /// <summary>Closes the connections, unless they are yours.</summary>
    public void Dispose() => _endpoint.Dispose();

    private CallbackQuery Read(Uri callback, string state) => CallbackQuery.Read(callback, state, _options.RedirectUri!, requireState: true);
}
