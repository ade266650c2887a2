using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>Verifies the token of an iframe and reads its viewer.</summary>
internal sealed class IframeTokenCheck(string appId, SecurityKey key, TimeSpan skew)
{
    private readonly JsonWebTokenHandler _handler = new();

    private readonly TokenValidationParameters _rules = new()
    {
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = true, // there is but one, whatever "kid" says
        AudienceValidator = (audiences, _, _) => audiences.Any(audience => appId.Equals(audience, StringComparison.OrdinalIgnoreCase)),
        ValidateIssuer = false, // Semrush sends none
        ValidateLifetime = false, // it would be by the clock of the machine
        LogValidationExceptions = false,
    };

    public async Task<IframeTokenResult> RunAsync(string text, DateTimeOffset now)
    {
        try
        {
            var token = new JsonWebToken(text);
            if ((FindFaultInHeader(token) ?? FindFault(await _handler.ValidateTokenAsync(token, _rules).ConfigureAwait(false))) is { } error)
                return IframeTokenResult.Refused(error);
            if (JwtClaims.Read(text) is not { } claims)
                return IframeTokenResult.Refused(IframeTokenError.Malformed);
            // The times are read from the claims: those of the handler's token are of a type that the zone of the machine has a say in.
            if (JwtClaims.Moment(claims, "exp") is not { } expiresAt)
                return IframeTokenResult.Refused(IframeTokenError.ExpirationMissing);
            if (now - skew >= expiresAt)
                return IframeTokenResult.Refused(IframeTokenError.Expired);
            if (now + skew < JwtClaims.Moment(claims, "nbf"))
                return IframeTokenResult.Refused(IframeTokenError.NotYetValid);
            return AppViewerReader.Read(claims, expiresAt) is { } viewer
                ? IframeTokenResult.Valid(viewer)
                : IframeTokenResult.Refused(IframeTokenError.ViewerMissing);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException or JsonException or SecurityTokenException)
        {
            // The text comes from anybody: that it is no JWT is a result like any other.
            return IframeTokenResult.Refused(IframeTokenError.Malformed);
        }
    }

    // RFC 7515, section 4.1.11: whoever does not understand what "crit" names has to refuse; the handler does not look at it.
    private static IframeTokenError? FindFaultInHeader(JsonWebToken token)
        => token.Alg != SecurityAlgorithms.HmacSha256 || token.TryGetHeaderValue<object>("crit", out _) ? IframeTokenError.AlgorithmRefused : null;

    private static IframeTokenError? FindFault(TokenValidationResult result) => result.IsValid ? null : result.Exception switch
    {
        SecurityTokenInvalidAudienceException => IframeTokenError.AudienceMismatch,
        SecurityTokenInvalidAlgorithmException => IframeTokenError.AlgorithmRefused,
        SecurityTokenInvalidSignatureException => IframeTokenError.SignatureInvalid,
        _ => IframeTokenError.Malformed,
    };
}
