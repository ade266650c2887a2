using System.Net;
using Semrush.Client.AppCenter;
using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>The bearer token that the issuer handed out.</summary>
internal static class IssuedToken
{
    // Documented: "the token is valid only for 5 minutes".
    private static readonly TimeSpan DocumentedLifetime = TimeSpan.FromMinutes(5);

    public static TokenSet Read(BearerToken answer, DateTimeOffset now)
    {
        // It goes into a header: what cannot stand there is refused before a call fails on it.
        if (string.IsNullOrEmpty(answer.Jwt))
            throw Unusable("without a bearer token");
        if (CredentialText.FindFault(answer.Jwt, "The token") is not null)
            throw Unusable("with a bearer token that no header can carry");
        return new(answer.Jwt, now, LifetimeOf(answer.Jwt, now));
    }

    /// <summary>Five minutes, or less where the token says so. Its claims are not documented, so none of them is relied on.</summary>
    private static TimeSpan LifetimeOf(string token, DateTimeOffset now)
    {
        if (JwtClaims.Read(token) is not { } claims || JwtClaims.Seconds(claims, "exp") is not { } expires)
            return DocumentedLifetime;
        // Both by the issuer's clock, where it tells: the clock of this machine may be wrong.
        var seconds = expires - (JwtClaims.Seconds(claims, "iat") ?? now.ToUnixTimeMilliseconds() / 1000d);
        // An issuer hands out no expired token: where it seems to have, the clocks disagree.
        return seconds >= 1 && seconds < DocumentedLifetime.TotalSeconds ? TimeSpan.FromSeconds(seconds) : DocumentedLifetime;
    }

    private static SemrushApiException Unusable(string how)
        => new($"Semrush answered AppCenter.CreateBearerToken with 200, but {how}.", new("AppCenter.CreateBearerToken") { Status = HttpStatusCode.OK });
}
