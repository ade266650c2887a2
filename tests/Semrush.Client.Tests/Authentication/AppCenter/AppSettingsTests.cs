using Semrush.Client.Authentication;
using Semrush.Client.Authentication.AppCenter.Internal;

namespace Semrush.Client.Tests.Authentication.AppCenter;

public sealed class AppSettingsTests
{
    [Fact]
    public void Of_several_faults_the_first_setting_is_named()
    {
        Assert.StartsWith("AppId", AppSettings.FindFault(new AppCenterFlowOptions()), StringComparison.Ordinal);
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
    public void Claims_are_an_object(string claims) => Assert.Null(JwtClaims.Read(AnApp.Token(claims)));

    [Fact]
    public void No_key_stays_in_a_cache() => Assert.False(AppSigningKey.From(AnApp.Secret).CryptoProviderFactory.CacheSignatureProviders);
}
