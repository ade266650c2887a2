using System.Net;
using Semrush.Client.AhrefsOAuth;
using Semrush.Client.DeviceAuthorization;
using Semrush.Client.OAuth;

namespace Semrush.Client.Authentication.Internal;

/// <summary>What a token endpoint granted, whichever contract describes it.</summary>
internal readonly struct TokenAnswer(string operation, string? accessToken, string? tokenType, double? expiresIn, string? refreshToken)
{
    public TokenAnswer(DeviceTokenResponse tokens)
        : this("DeviceAuthorization.CreateDeviceToken", tokens.AccessToken, tokens.TokenType, tokens.ExpiresIn, tokens.RefreshToken)
    {
    }

    public TokenAnswer(TokenResponse tokens)
        : this("OAuth.CreateAccessToken", tokens.AccessToken, tokens.TokenType, tokens.ExpiresIn, tokens.RefreshToken)
    {
    }

    public TokenAnswer(AhrefsTokenResponse tokens)
        : this("AhrefsOAuth.CreateAhrefsToken", tokens.AccessToken, tokens.TokenType, tokens.ExpiresIn, tokens.RefreshToken)
    {
    }

    /// <summary>Whether it is a response of a token endpoint at all.</summary>
    public bool HasAccessToken => !IsNothing(accessToken);

    /// <summary>The tokens. Whatever is odd beside an access token costs at most itself: the server has spent what it was asked with.</summary>
    /// <param name="time">The clock that the lifetime is counted by.</param>
    /// <param name="lifetime">How long they last where the answer does not say.</param>
    /// <param name="oldRefreshToken">The refresh token to keep where the answer has none.</param>
    public TokenSet Read(TimeProvider time, TimeSpan lifetime, string? oldRefreshToken = null)
    {
        if (!HasAccessToken || CredentialText.FindFault(accessToken, "") is not null)
            throw Useless("without an access token that a header can carry");
        // The name of a type has letters: what has none names no other type.
        if (tokenType?.Trim() is { } type && type.Any(char.IsLetter) && !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            throw Useless("with a token that is no bearer token");
        return new(accessToken!, time.GetUtcNow(), Seconds.ToLifetime(expiresIn) ?? lifetime)
        {
            RefreshToken = IsNothing(refreshToken) ? oldRefreshToken : refreshToken,
        };
    }

    // How servers write that there is none, where they do not leave it out.
    private static bool IsNothing(string? token) => string.IsNullOrWhiteSpace(token) || token == "0";

    private SemrushApiException Useless(string how) => new($"{operation} was answered {how}.", new(operation) { Status = HttpStatusCode.OK });
}
