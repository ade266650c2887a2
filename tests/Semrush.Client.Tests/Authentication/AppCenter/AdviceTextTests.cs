using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AppCenter;

/// <summary>The text for each reason of a rejection.</summary>
public sealed class AdviceTextTests
{
    public static TheoryData<IframeTokenError, string?, string> Tokens => new()
    {
        { IframeTokenError.Missing, null, "The request has no token: open the app inside Semrush." },
        { IframeTokenError.TooLong, new('x', IframeTokenValidator.LengthLimit + 1), "The token has more than 16,384 characters." },
        { IframeTokenError.Malformed, "a.b.c", "The token is not a JWT that can be read." },
        { IframeTokenError.AlgorithmRefused, AnApp.Token(AnApp.Claims(), """{"alg":"none"}"""), "The token is not signed with HS256, the one algorithm of the App Center." },
        {
            IframeTokenError.SignatureInvalid,
            AnApp.Token(AnApp.Claims(), secret: AnApp.Secret + "x"),
            "The signature of the token is wrong: it was altered, or AppSecret is not the secret of this app."
        },
        { IframeTokenError.AudienceMismatch, AnApp.Token(AnApp.Claims(claims => claims["aud"] = "another")), "The token is for another app: check AppId." },
        { IframeTokenError.ExpirationMissing, AnApp.Token(AnApp.Claims(claims => claims.Remove("exp"))), "The token has no expiration." },
        {
            IframeTokenError.Expired,
            AnApp.Token(AnApp.Claims(claims => claims["exp"] = 1)),
            "The token has expired: get a new one with getAccessToken of the JS SDK."
        },
        { IframeTokenError.NotYetValid, AnApp.Token(AnApp.Claims(claims => claims["nbf"] = 4000000000)), "The token is not valid yet: check the clock of this machine." },
        { IframeTokenError.ViewerMissing, AnApp.Token(AnApp.Claims(claims => claims.Remove("viewer_id"))), "The token has no viewer_id." },
    };

    [Theory]
    [MemberData(nameof(Tokens), DisableDiscoveryEnumeration = true)]
    public async Task Each_fault_of_an_iframe_token_is_explained(IframeTokenError fault, string? token, string text)
    {
        var result = await AnApp.Validate(token);

        Assert.Equal((fault, text, fault.ToString()), (result.Error, result.ErrorMessage, result.ToString()));
    }

    [Theory]
    [InlineData(AppCenterIssuerError.Unknown, "Check AppId and AppSecret; if they are right, ask the App Center team.")]
    [InlineData(AppCenterIssuerError.InvalidRequestBody, "The JWT was sent and did not arrive: check the gateway or proxy between this program and Semrush.")]
    [InlineData(AppCenterIssuerError.NoJwt, "The JWT was sent and did not arrive: check the gateway or proxy between this program and Semrush.")]
    [InlineData(AppCenterIssuerError.IncorrectJwt, "Check that AppSecret is the secret of this app.")]
    [InlineData(AppCenterIssuerError.InvalidAppId, "Set AppId to the ID of the app: a UUID of version 4.")]
    [InlineData(AppCenterIssuerError.AppNotFound, "Check AppId: the App Center has no app with this ID.")]
    [InlineData(AppCenterIssuerError.WrongDate, "Check the clock of this machine: the JWT was signed just before, and Semrush rejects one that is five minutes old.")]
    [InlineData(AppCenterIssuerError.AccessDenied, "Ask the App Center team to enable the server-to-server API for the app.")]
    public void Each_rejection_of_the_issuer_has_a_next_step(AppCenterIssuerError reason, string text)
        => Assert.Equal(text, new AppCenterIssuerException("Rejected.", reason).NextStep);
}
