using Semrush.Client.Authentication;
using Semrush.Client.Authentication.AppCenter.Internal;

namespace Semrush.Client.Tests.Authentication.AppCenter;

/// <summary>The words that go with each reason of a refusal.</summary>
public sealed class AdviceTextTests
{
    [Theory]
    [InlineData(IframeTokenError.Missing, "The request has no token: open the app inside Semrush.")]
    [InlineData(IframeTokenError.TooLong, "The token is longer than any that Semrush makes.")]
    [InlineData(IframeTokenError.Malformed, "The token is not a JWT that can be read.")]
    [InlineData(IframeTokenError.AlgorithmRefused, "The token is not signed with HS256, the one algorithm of the App Center.")]
    [InlineData(IframeTokenError.SignatureInvalid, "The signature of the token is wrong: it was altered, or AppSecret is not the secret of this app.")]
    [InlineData(IframeTokenError.AudienceMismatch, "The token is for another app: check AppId.")]
    [InlineData(IframeTokenError.ExpirationMissing, "The token does not say when it ends.")]
    [InlineData(IframeTokenError.Expired, "The token has expired: get a new one with getAccessToken of the JS SDK.")]
    [InlineData(IframeTokenError.NotYetValid, "The token is not valid yet: check the clock of this machine.")]
    [InlineData(IframeTokenError.ViewerMissing, "The token names no viewer.")]
    public void Each_fault_of_an_iframe_token_is_explained(IframeTokenError fault, string words)
    {
        var result = IframeTokenResult.Refused(fault);

        Assert.Equal(words, result.ErrorMessage);
        Assert.Equal(fault.ToString(), result.ToString());
    }

    [Theory]
    [InlineData(AppCenterIssuerError.Unknown, "Check AppId and AppSecret; if they are right, ask the App Center team.")]
    [InlineData(AppCenterIssuerError.InvalidRequestBody, "The JWT was sent and did not arrive: check the gateway or proxy between this program and Semrush.")]
    [InlineData(AppCenterIssuerError.NoJwt, "The JWT was sent and did not arrive: check the gateway or proxy between this program and Semrush.")]
    [InlineData(AppCenterIssuerError.IncorrectJwt, "Check that AppSecret is the secret of this very app.")]
    [InlineData(AppCenterIssuerError.InvalidAppId, "Set AppId to the ID of the app: a UUID of version 4.")]
    [InlineData(AppCenterIssuerError.AppNotFound, "Check AppId: the App Center knows no app with this ID.")]
    [InlineData(AppCenterIssuerError.WrongDate, "Check the clock of this machine: the JWT was signed just before, and Semrush takes none that is five minutes old.")]
    [InlineData(AppCenterIssuerError.AccessDenied, "Ask the App Center team to enable the server-to-server API for the app.")]
    public void Each_refusal_of_the_issuer_has_a_next_step(AppCenterIssuerError reason, string words)
        => Assert.Equal(words, IssuerAdvice.For(reason));
}
