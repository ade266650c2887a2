using Semrush.Client.Authentication.AppCenter.Internal;
using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Authentication;

/// <summary>The tokens of an app of the App Center: it signs a JWT with its secret and exchanges it for a bearer token of 5 minutes.</summary>
/// <remarks>
/// Give it to a <see cref="TokenManager"/>, which keeps the token and renews it after four minutes; nobody has to sign in.
/// </remarks>
public sealed class AppCenterFlow : ITokenFlow, IDisposable
{
    private readonly TimeProvider _time;
    private readonly AppJwt _jwt;
    private readonly TokenEndpoint _endpoint;
    private readonly AppCenterClient _issuer;

    /// <summary>A flow for one app.</summary>
    /// <param name="options">The app and its secret.</param>
    /// <param name="httpClient">Sends the requests to the issuer, and is never disposed; connections of its own when left out. It must not follow redirects.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <exception cref="ArgumentException">A setting is missing or wrong; the message names it.</exception>
    public AppCenterFlow(AppCenterFlowOptions options, HttpClient? httpClient = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (AppSettings.FindFault(options) is { } fault)
            throw new ArgumentException(fault, nameof(options));
        _time = timeProvider ?? TimeProvider.System;
        _jwt = new(options.AppId!, AppSigningKey.From(options.AppSecret!));
        _endpoint = new(options, httpClient, _time);
        _issuer = new(_endpoint.Transport);
        Hosts = CredentialHosts.For(options.BaseAddress);
        Name = FlowName.Of("app-center", options, "https://api.semrush.com", options.AppId!.ToLowerInvariant(), []);
    }

    /// <inheritdoc />
    /// <value>Semrush's. With <see cref="TokenFlowOptions.BaseAddress"/>, that address alone.</value>
    public CredentialHosts Hosts { get; }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    /// <exception cref="AppCenterIssuerException">The issuer refused the app or its JWT; the exception says why and what to do.</exception>
    public async Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
    {
        // Taken before the request, so that a slow answer never makes the token look younger than it is.
        var now = _time.GetUtcNow();
        try
        {
            var answer = await _issuer.CreateBearerTokenAsync(new() { Jwt = _jwt.Sign(now) }, null, cancellationToken).ConfigureAwait(false);
            return IssuedToken.Read(answer, now);
        }
        catch (SemrushApiException exception) when (IssuerErrors.IsRefusal(exception))
        {
            throw IssuerErrors.From(exception);
        }
    }

    /// <summary>Obtains a further bearer token: each is bought with a JWT of its own, not with the one before it.</summary>
    /// <param name="tokens">Not used.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="AppCenterIssuerException">The issuer refused the app or its JWT; the exception says why and what to do.</exception>
    public async Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken)
        => await SignInAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Closes the connections, unless they are yours.</summary>
    public void Dispose() => _endpoint.Dispose();

    /// <summary>The name of the type, and nothing of the secret.</summary>
    public override string ToString() => nameof(AppCenterFlow);
}
