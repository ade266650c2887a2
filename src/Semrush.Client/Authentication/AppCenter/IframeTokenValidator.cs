using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Semrush.Client.Authentication.AppCenter.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Verifies the JWT with which Semrush opens an app's iframe, and reads its viewer.</summary>
/// <remarks>
/// <para>A rejected token causes no exception: <see cref="IframeTokenResult.Error"/> has the reason. Wrong settings cause one.</para>
/// <para>The algorithm must be HS256, the signature must match, <c>aud</c> must be the app, and <c>exp</c> is required. Semrush sends
/// neither <c>iss</c> nor <c>iat</c>. Every member may be used from any thread.</para>
/// </remarks>
public sealed class IframeTokenValidator
{
    /// <summary>The maximum length of a token, in characters. Semrush's example has about a thousand.</summary>
    public const int LengthLimit = 16 * 1024;

    private readonly JsonWebTokenHandler _handler = new();
    private readonly TokenValidationParameters _rules;
    private readonly TimeSpan _skew;
    private readonly TimeProvider _time;

    /// <summary>A validator for the tokens of one app.</summary>
    /// <param name="options">The app and its secret.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <exception cref="ArgumentException">A setting is missing or wrong; the message names it.</exception>
    public IframeTokenValidator(IframeTokenOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var app = new AppIdentity(options.AppId, options.AppSecret, nameof(options));
        _skew = options.ClockSkew;
        if (IframeTokenOptions.FindFault(_skew) is { } fault)
            throw new ArgumentException(fault, nameof(options));
        _time = timeProvider ?? TimeProvider.System;
        _rules = new()
        {
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = app.Key,
            TryAllIssuerSigningKeys = true, // there is one key, whatever "kid" is
            AudienceValidator = (audiences, _, _) => audiences.Any(audience => app.Id.Equals(audience, StringComparison.OrdinalIgnoreCase)),
            ValidateIssuer = false, // Semrush sends none
            ValidateLifetime = false, // it would use the clock of the machine
            LogValidationExceptions = false,
        };
    }

    /// <summary>Verifies a token and reads its claims, without input or output.</summary>
    /// <param name="token">The token, as it came in the query parameter or the header <c>jwt</c>.</param>
    public async Task<IframeTokenResult> ValidateAsync(string? token)
    {
        if (string.IsNullOrWhiteSpace(token))
            return new(IframeTokenError.Missing);
        if (token.Length > LengthLimit)
            return new(IframeTokenError.TooLong);
        try
        {
            var jwt = new JsonWebToken(token);
            // RFC 7515, section 4.1.11: a reader that does not know a name in "crit" rejects the token. The handler ignores it.
            if (jwt.Alg != SecurityAlgorithms.HmacSha256 || jwt.TryGetHeaderValue<object>("crit", out _))
                return new(IframeTokenError.AlgorithmRefused);
            var verified = await _handler.ValidateTokenAsync(jwt, _rules).ConfigureAwait(false);
            return verified.IsValid ? ReadClaims(token, _time.GetUtcNow()) : new(ErrorOf(verified.Exception));
        }
        catch (Exception exception) when (
            exception is ArgumentException or FormatException or InvalidOperationException or JsonException or SecurityTokenException)
        {
            // The sender is not trusted, so a text that is not a JWT is a result and not an exception.
            return new(IframeTokenError.Malformed);
        }
    }

    /// <summary>Returns the type name; it does not contain the secret.</summary>
    public override string ToString() => nameof(IframeTokenValidator);

    // The times are read from the claims, as the types of the handler depend on the time zone of the machine.
    private IframeTokenResult ReadClaims(string token, DateTimeOffset now)
        => JwtClaims.Read(token) is not { } claims ? new(IframeTokenError.Malformed)
        : JwtClaims.Time(claims, "exp") is not { } expiresAt ? new(IframeTokenError.ExpirationMissing)
        : now - _skew >= expiresAt ? new(IframeTokenError.Expired)
        : now + _skew < JwtClaims.Time(claims, "nbf") ? new(IframeTokenError.NotYetValid)
        : JwtClaims.Viewer(claims, expiresAt) is { } viewer ? new(null, viewer)
        : new(IframeTokenError.ViewerMissing);

    private static IframeTokenError ErrorOf(Exception exception) => exception switch
    {
        SecurityTokenInvalidAudienceException => IframeTokenError.AudienceMismatch,
        SecurityTokenInvalidAlgorithmException => IframeTokenError.AlgorithmRefused,
        SecurityTokenInvalidSignatureException => IframeTokenError.SignatureInvalid,
        _ => IframeTokenError.Malformed,
    };
}

/// <summary>Settings of an <see cref="IframeTokenValidator"/>; they bind from configuration by these names.</summary>
public sealed class IframeTokenOptions
{
    // The lifetime of a token, which a larger skew would more than double.
    private static readonly TimeSpan LongestSkew = TimeSpan.FromMinutes(5);

    /// <summary>The ID of the app, a UUID: a token for another app is rejected.</summary>
    /// <value>None; required.</value>
    public string? AppId { get; set; }

    /// <summary>The secret of the app, as it was e-mailed after the registration: it is used as it is written, without decoding.</summary>
    /// <value>None; required, with 32 bytes at least.</value>
    public string? AppSecret { get; set; }

    /// <summary>
    /// How far the clock of this machine may be off: a token is accepted this long after its <c>exp</c> and before its <c>nbf</c>. Five
    /// minutes at most.
    /// </summary>
    /// <value>Zero.</value>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>The first fault of the settings, by the name of the setting; <see langword="null"/> where there is none.</summary>
    public string? FindFault() => AppIdentity.FindFault(AppId, AppSecret) ?? FindFault(ClockSkew);

    internal static string? FindFault(TimeSpan skew)
        => skew >= TimeSpan.Zero && skew <= LongestSkew ? null : "ClockSkew must be between zero and five minutes.";
}

/// <summary>The result for the token of an iframe: the viewer, or the reason of the rejection.</summary>
public sealed class IframeTokenResult
{
    internal IframeTokenResult(IframeTokenError? error, AppViewer? viewer = null) => (Error, Viewer) = (error, viewer);

    /// <summary>Whether the token is genuine, for this app, and has not expired.</summary>
    [MemberNotNullWhen(true, nameof(Viewer))]
    [MemberNotNullWhen(false, nameof(Error), nameof(ErrorMessage))]
    public bool IsValid => Viewer is not null;

    /// <summary>The viewer of the app; <see langword="null"/> where the token was rejected.</summary>
    public AppViewer? Viewer { get; }

    /// <summary>Why the token was rejected.</summary>
    public IframeTokenError? Error { get; }

    /// <summary>Why the token was rejected, and what to do. It contains no part of the token.</summary>
    public string? ErrorMessage => Error switch
    {
        null => null,
        IframeTokenError.Missing => "The request has no token: open the app inside Semrush.",
        IframeTokenError.TooLong => "The token has more than 16,384 characters.",
        IframeTokenError.AlgorithmRefused => "The token is not signed with HS256, the one algorithm of the App Center.",
        IframeTokenError.SignatureInvalid
            => "The signature of the token is wrong: it was altered, or AppSecret is not the secret of this app.",
        IframeTokenError.AudienceMismatch => "The token is for another app: check AppId.",
        IframeTokenError.ExpirationMissing => "The token has no expiration.",
        IframeTokenError.Expired => "The token has expired: get a new one with getAccessToken of the JS SDK.",
        IframeTokenError.NotYetValid => "The token is not valid yet: check the clock of this machine.",
        IframeTokenError.ViewerMissing => "The token has no viewer_id.",
        _ => "The token is not a JWT that can be read.",
    };

    /// <summary>Whether the token is valid, or why not.</summary>
    public override string ToString() => Error?.ToString() ?? "Valid";
}

/// <summary>Why the token of an iframe was rejected.</summary>
public enum IframeTokenError
{
    /// <summary>There is no token.</summary>
    Missing,

    /// <summary>It is longer than <see cref="IframeTokenValidator.LengthLimit"/>.</summary>
    TooLong,

    /// <summary>It is not a JWT, or its claims cannot be read.</summary>
    Malformed,

    /// <summary>It is not signed with HS256, or its <c>crit</c> names an extension that this validator does not know.</summary>
    AlgorithmRefused,

    /// <summary>The signature does not match the secret: the token was altered, or has another issuer.</summary>
    SignatureInvalid,

    /// <summary>It is for another app.</summary>
    AudienceMismatch,

    /// <summary>It has no expiration.</summary>
    ExpirationMissing,

    /// <summary>It has expired.</summary>
    Expired,

    /// <summary>It is not valid yet.</summary>
    NotYetValid,

    /// <summary>It has no <c>viewer_id</c>.</summary>
    ViewerMissing,
}
