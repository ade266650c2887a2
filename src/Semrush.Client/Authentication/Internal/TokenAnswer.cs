using System.Net;
using Semrush.Client.Authentication.Tokens;
using Semrush.Client.Http;

namespace Semrush.Client.Authentication.Internal;

/// <summary>What a token endpoint granted, whichever contract describes it.</summary>
internal readonly struct TokenAnswer(string operation, string? accessToken, string? tokenType, long? expiresIn, string? refreshToken)
{
    public TokenAnswer(DeviceAuthorization.TokenResponse tokens)
        : this("DeviceAuthorization.CreateDeviceToken", tokens.AccessToken, tokens.TokenType, tokens.ExpiresIn, tokens.RefreshToken)
    {
    }

    public TokenAnswer(OAuth.TokenResponse tokens)
        : this("OAuth.CreateAccessToken", tokens.AccessToken, tokens.TokenType, tokens.ExpiresIn, tokens.RefreshToken)
    {
    }

    public TokenAnswer(AhrefsOAuth.TokenResponse tokens)
        : this("AhrefsOAuth.CreateAccessToken", tokens.AccessToken, tokens.TokenType, tokens.ExpiresIn, tokens.RefreshToken)
    {
    }

    /// <summary>The tokens, where they are of use.</summary>
    /// <param name="time">The clock that the lifetime is counted by.</param>
    /// <param name="lifetime">How long they last where the answer does not say.</param>
    /// <param name="oldRefreshToken">The refresh token to keep where the answer has none.</param>
    public TokenSet Read(TimeProvider time, TimeSpan lifetime, string? oldRefreshToken = null)
    {
        if (string.IsNullOrEmpty(accessToken) || CredentialText.FindFault(accessToken, "") is not null)
            throw Useless("without an access token that a header can carry");
        if (!string.IsNullOrEmpty(tokenType) && !tokenType.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            throw Useless("with a token that is no bearer token");
        return new(accessToken, time.GetUtcNow(), Seconds.ToTime(expiresIn) ?? lifetime)
        {
            RefreshToken = string.IsNullOrEmpty(refreshToken) ? oldRefreshToken : refreshToken,
        };
    }

    private SemrushApiException Useless(string how) => new($"{operation} was answered {how}.", new(operation) { Status = HttpStatusCode.OK });
}
