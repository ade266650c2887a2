using Semrush.Client.Authentication;
using Semrush.Client.Authentication.Device.Internal;

namespace Semrush.Client.Tests.Authentication.Device;

/// <summary>The words of every failure of a device sign-in that no server reports.</summary>
public sealed class DeviceFailureTextTests
{
    [Fact]
    public void Without_a_prompt_it_says_how_to_give_one()
    {
        var failure = DeviceErrors.NoPrompt();

        Assert.Equal(
            "A sign-in by device code needs a person, and there is no way to show anybody the code. "
                + "Call DeviceFlowOptions.UsePrompt, or sign in beforehand and share the token store.",
            failure.Message);
        Assert.Equal("DeviceAuthorization.CreateDeviceCode", failure.Operation);
    }

    [Fact]
    public void An_expired_code_is_answered_with_a_new_start()
    {
        var failure = DeviceErrors.Expired();

        Assert.Equal("The device code expired before anybody approved. Start again: the person gets a new code.", failure.Message);
        Assert.Equal("DeviceAuthorization.CreateDeviceToken", failure.Operation);
    }

    [Theory]
    [InlineData(null, "no page")]
    [InlineData("http://person:secret@evil.example:81/verify?code=AVZV-MSPD", "a page at http://evil.example:81")]
    public void A_page_that_is_not_safe_is_named_without_the_code(string? page, string named)
    {
        var failure = DeviceErrors.UnsafePage(page is null ? null : new(page));

        Assert.Equal(
            $"The server named {named} to sign in on, which was not shown: it has to be https, or http on this machine where BaseAddress is http. "
                + "Check BaseAddress.",
            failure.Message);
        Assert.Equal("DeviceAuthorization.CreateDeviceCode", failure.Operation);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Throws<ArgumentNullException>("options", () => new DeviceFlow(null!));
        Assert.Throws<ArgumentNullException>("prompt", () => new DeviceFlowOptions().UsePrompt(null!));
    }
}
