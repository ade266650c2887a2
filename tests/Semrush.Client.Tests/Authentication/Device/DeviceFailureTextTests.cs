using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Device;

/// <summary>The text of every failure of a device sign-in that no server reports.</summary>
public sealed class DeviceFailureTextTests
{
    [Fact]
    public async Task Without_a_prompt_the_text_says_how_to_set_one()
    {
        using var flow = new DeviceFlow(new());

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.SignInAsync(The.Token));

        Assert.Equal(
            "A sign-in by device code needs a person, and there is no way to show the code. "
                + "Call DeviceFlowOptions.UsePrompt, or sign in beforehand and share the token store.",
            failure.Message);
        Assert.Equal("DeviceAuthorization.CreateDeviceCode", failure.Operation);
    }

    [Fact]
    public async Task After_an_expired_code_the_next_step_is_a_new_sign_in()
    {
        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(new DeviceServer(DeviceServer.Pending).RunAsync);

        Assert.Equal("The device code expired before a person approved. Start again: the person gets a new code.", failure.Message);
        Assert.Equal("DeviceAuthorization.CreateDeviceToken", failure.Operation);
    }

    [Theory]
    [InlineData("null", "no page")]
    [InlineData("\"http://person:secret@evil.example:81/verify?code=AVZV-MSPD\"", "a page at http://evil.example:81")]
    public async Task A_page_that_is_not_safe_is_named_without_the_code(string page, string named)
    {
        var server = new DeviceServer($$"""{"device_code":"CODE","verification_uri":{{page}}}""", DeviceServer.Tokens);

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(server.RunAsync);

        Assert.Equal(
            $"The server named {named} to sign in on, which was not shown: it has to be https, or http on this machine like BaseAddress. Check BaseAddress.",
            failure.Message);
        Assert.Equal("DeviceAuthorization.CreateDeviceCode", failure.Operation);
    }

    [Fact]
    public void Missing_arguments_are_named()
    {
        Assert.Throws<ArgumentNullException>("options", () => new DeviceFlow(null!));
        Assert.Throws<ArgumentNullException>("prompt", () => new DeviceFlowOptions().UsePrompt(null!));
    }
}
