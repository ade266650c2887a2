using System.Net;
using Semrush.Client.OAuth;

namespace Semrush.Client.Authentication.Internal;

/// <summary>The response of a token endpoint, whichever contract describes it.</summary>
internal readonly struct AccessTokenResponse(
    string operation, string? accessToken, string? tokenType = null, double? expiresIn = null, string? refreshToken = null)
{
    // The documented lifetime of Semrush's tokens.
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(7);

    public AccessTokenResponse(TokenResponse tokens)
        : this("OAuth.CreateAccessToken", tokens.AccessToken, tokens.TokenType, tokens.ExpiresIn, tokens.RefreshToken)
    {
    }

    public bool HasAccessToken => !IsAbsent(accessToken);

    /// <summary>The tokens. Other invalid members are ignored, as the code or refresh token of the request is spent.</summary>
    // Old refresh token and lifetime are for a response that has none.
    public TokenSet Read(TimeProvider time, string? oldRefreshToken = null, TimeSpan? lifetime = null)
    {
        if (!HasAccessToken || CredentialText.FindFault(accessToken, "") is not null)
            throw Invalid("no access token that a header can carry");
        // A type without letters is taken for an absent one.
        if (tokenType?.Trim() is { } type && type.Any(char.IsLetter) && !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            throw Invalid("a token that is no bearer token");
        return new(accessToken!, time.GetUtcNow(), Seconds.ToLifetime(expiresIn) ?? lifetime ?? DefaultLifetime)
        {
            RefreshToken = IsAbsent(refreshToken) ? oldRefreshToken : refreshToken,
        };
    }

    // Some servers write "0" instead of leaving a token out.
    private static bool IsAbsent(string? token) => string.IsNullOrWhiteSpace(token) || token == "0";

    private SemrushApiException Invalid(string what)
        => new($"The response of {operation} has {what}.", new(operation) { Status = HttpStatusCode.OK });
}

/// <summary>Seconds in a response of an authorization server: whole ones by the standard, with a fraction from some servers.</summary>
internal static class Seconds
{
    private const double Longest = 100.0 * 365 * 24 * 60 * 60;

    /// <summary>The time with its fraction; none where there is no number above zero.</summary>
    public static TimeSpan? ToTime(double? seconds)
        => seconds is > 0 and var stated ? TimeSpan.FromSeconds(Math.Min(stated, Longest)) : null;

    /// <summary>The time in whole seconds, rounded down.</summary>
    public static TimeSpan? ToLifetime(double? seconds) => ToTime(Math.Floor(seconds ?? 0));
}
