using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AppCenter;

public sealed class AppSettingsTests
{
    [Fact]
    public void Of_several_faults_the_first_setting_is_named()
    {
        Assert.StartsWith("AppId", Assert.Throws<ArgumentException>("options", () => new AppCenterFlow(new())).Message, StringComparison.Ordinal);
        Assert.StartsWith("AppId", new IframeTokenOptions { ClockSkew = TimeSpan.MaxValue }.FindFault(), StringComparison.Ordinal);
        Assert.StartsWith("AppSecret", new IframeTokenOptions { AppId = AnApp.Id, ClockSkew = TimeSpan.MaxValue }.FindFault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_clock_may_be_off_by_five_minutes(int seconds, bool isRight)
    {
        var options = AnApp.IframeOptions;
        options.ClockSkew = TimeSpan.FromSeconds(seconds);

        Assert.Equal(isRight ? null : "ClockSkew must be between zero and five minutes.", options.FindFault());
    }

    [Fact]
    public void Settings_are_required()
    {
        Assert.Throws<ArgumentNullException>("options", () => new AppCenterFlow(null!));
        Assert.Throws<ArgumentNullException>("options", () => new IframeTokenValidator(null!));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    public async Task Claims_are_an_object(string claims) => Assert.Equal(IframeTokenError.Malformed, (await AnApp.Validate(AnApp.Token(claims))).Error);

    [Fact]
    public async Task A_token_of_another_library_has_a_valid_signature()
    {
        // The example of jwt.io, with its secret. It is for no app: the check finds that, and not the signature.
        const string Token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMn0.";
        const string Signature = "KMUFsIDTnFmyG3nMiGM6H9FNFUROf3wh7SmqJp-QV30";
        var validator = new IframeTokenValidator(new() { AppId = AnApp.Id, AppSecret = "a-string-secret-at-least-256-bits-long" });

        Assert.Equal(IframeTokenError.AudienceMismatch, (await validator.ValidateAsync(Token + Signature)).Error);
        Assert.Equal(IframeTokenError.SignatureInvalid, (await validator.ValidateAsync(Token + "e" + Signature[1..])).Error);
        Assert.Equal(IframeTokenError.SignatureInvalid, (await AnApp.Validate(Token + Signature)).Error);
    }
}
