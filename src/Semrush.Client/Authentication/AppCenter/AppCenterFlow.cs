using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Semrush.Client.Authentication.AppCenter.Internal;
using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Authentication;

/// <summary>The tokens of an app of the App Center: it exchanges a JWT, signed with its secret, for a token of 5 minutes.</summary>
/// <remarks>Give it to a <see cref="TokenManager"/>, which refreshes the token after four minutes; no person has to sign in.</remarks>
public sealed class AppCenterFlow : ITokenFlow, IDisposable
{
    private const string Operation = "AppCenter.CreateBearerToken";

    // Documented: "the token is valid only for 5 minutes".
    private static readonly TimeSpan DocumentedLifetime = TimeSpan.FromMinutes(5);

    // By default, the handler adds times of the machine's clock, "exp" among them.
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly AppIdentity _app;
    private readonly FlowConnection _connection;
    private readonly AppCenterClient _issuer;

    /// <summary>A flow for one app.</summary>
    /// <param name="options">The app and its secret.</param>
    /// <param name="httpClient">Sends the requests, and is never disposed; it must not follow redirects. A new one when left out.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <exception cref="ArgumentException">A setting is missing or wrong; the message names it.</exception>
    public AppCenterFlow(AppCenterFlowOptions options, HttpClient? httpClient = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _app = new(options.AppId, options.AppSecret, nameof(options));
        _connection = new("app-center", options, httpClient, timeProvider, "https://api.semrush.com", _app.Id.ToLowerInvariant());
        _issuer = new(_connection.Transport);
    }

    /// <inheritdoc />
    /// <value>Semrush's. With <see cref="TokenFlowOptions.BaseAddress"/>, that address alone.</value>
    public CredentialHosts Hosts => _connection.Hosts;

    /// <inheritdoc />
    public string Name => _connection.Name;

    /// <inheritdoc />
    /// <exception cref="AppCenterIssuerException">The issuer rejected the app or its JWT, for the reason in the exception.</exception>
    public async Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
    {
        // Before the request, so that a slow response does not make the token look younger than it is.
        var now = _connection.Time.GetUtcNow();
        try
        {
            var response = await _issuer.CreateBearerTokenAsync(new() { Jwt = Sign(now) }, null, cancellationToken).ConfigureAwait(false);
            return Read(response.Jwt, now);
        }
        catch (SemrushApiException failure)
            when (failure.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new AppCenterIssuerException(failure.Facts);
        }
    }

    /// <summary>Obtains a further bearer token: each one is exchanged for another JWT, and not for the token before it.</summary>
    /// <param name="tokens">Not used.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AppCenterIssuerException">The issuer rejected the app or its JWT, for the reason in the exception.</exception>
    public async Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken)
        => await SignInAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Closes the connections, unless they are yours.</summary>
    public void Dispose() => _connection.Dispose();

    /// <summary>Returns the type name; it does not contain the secret.</summary>
    public override string ToString() => nameof(AppCenterFlow);

    // "aud", "iss" and an integer "iat", and no other claim.
    private string Sign(DateTimeOffset now) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Audience = "app-center",
        Issuer = _app.Id,
        Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Iat] = now.ToUnixTimeSeconds() },
        SigningCredentials = new(_app.Key, SecurityAlgorithms.HmacSha256),
    });

    private static TokenSet Read(string? token, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(token))
            throw Invalid("without a bearer token");
        if (CredentialText.FindFault(token, "The token") is not null)
            throw Invalid("with a bearer token that no header can carry");
        return new(token, now, LifetimeOf(token, now));
    }

    // Five minutes, or less by the claims of the token. They are not documented, so they may be absent.
    private static TimeSpan LifetimeOf(string token, DateTimeOffset now)
    {
        if (JwtClaims.Read(token) is not { } claims || JwtClaims.Seconds(claims, "exp") is not { } expires)
            return DocumentedLifetime;
        // Both by the issuer's clock, where "iat" is present: the clock of this machine may be wrong.
        var seconds = expires - (JwtClaims.Seconds(claims, "iat") ?? now.ToUnixTimeMilliseconds() / 1000d);
        // A new token has not expired: where it seems so, the clocks disagree.
        return seconds >= 1 && seconds < DocumentedLifetime.TotalSeconds ? TimeSpan.FromSeconds(seconds) : DocumentedLifetime;
    }

    private static SemrushApiException Invalid(string how)
        => new($"Semrush responded to {Operation} with 200, but {how}.", new(Operation) { Status = HttpStatusCode.OK });
}

/// <summary>Settings of an <see cref="AppCenterFlow"/>; they bind from configuration by these names.</summary>
public sealed class AppCenterFlowOptions : TokenFlowOptions
{
    /// <summary>The ID of the app, a UUID.</summary>
    /// <value>None; required.</value>
    public string? AppId { get; set; }

    /// <summary>The secret of the app, as it was e-mailed after the registration: it is used as it is written, without decoding.</summary>
    /// <value>None; required, with 32 bytes at least.</value>
    public string? AppSecret { get; set; }
}
