using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AuthorizationCode;

/// <summary>Where a browser may be sent back to, and what the parts of a sign-in demand.</summary>
public sealed class RedirectUriTests
{
    [Theory]
    [InlineData(null, "RedirectUri is missing.")]
    [InlineData("", "RedirectUri is missing.")]
    [InlineData("https://app.example/callback#fragment", "RedirectUri must have no fragment.")]
    [InlineData("oauth2/success", "RedirectUri must be a path that begins with a slash or an absolute address, and is given unencoded.")]
    [InlineData("//evil.example/", "RedirectUri must be a path that begins with a slash or an absolute address, and is given unencoded.")]
    [InlineData("file:///etc/passwd", "RedirectUri must be a path that begins with a slash or an absolute address, and is given unencoded.")]
    [InlineData("http://app.example/", "RedirectUri must be https: a code would be readable on its way; http is possible to this machine.")]
    public void A_fault_of_the_address_is_explained(string? redirectUri, string words)
        => Assert.Equal(
            words,
            Assert.Throws<ArgumentException>(
                () => new AuthorizationCodeFlow(new() { ClientId = "client", ClientSecret = Canary.ClientSecret, RedirectUri = redirectUri! })).Message);

    [Fact]
    public void A_path_is_no_absolute_address()
    {
        Create("https://app.example/callback");

        Assert.Equal("RedirectUri must be an absolute address.", Assert.Throws<ArgumentException>(() => Create("/callback")).Message);
        Assert.Equal("RedirectUri is missing.", Assert.Throws<ArgumentException>(() => Create("")).Message);

        static void Create(string redirectUri) => new AhrefsFlow(new() { InvitationUrl = new("https://ahrefs.com/invitation"), RedirectUri = redirectUri }).Dispose();
    }

    [Fact]
    public async Task Missing_arguments_are_named()
    {
        var callback = new Uri("https://app.example/callback");
        var options = new AuthorizationCodeFlowOptions { ClientId = "client", ClientSecret = Canary.ClientSecret };
        using var flow = new AuthorizationCodeFlow(options);

        Assert.Throws<ArgumentNullException>("options", () => new AuthorizationCodeFlow(null!));
        Assert.Throws<ArgumentNullException>("callback", () => AuthorizationCallback.Parse(null!, "state", "/"));
        Assert.Throws<ArgumentException>("state", () => AuthorizationCallback.Parse(callback, "", "/"));
        Assert.Throws<ArgumentException>("redirectUri", () => AuthorizationCallback.Parse(callback, "state", ""));
        await Assert.ThrowsAsync<ArgumentException>("code", () => flow.ExchangeAsync("", The.Token));
        Assert.Throws<ArgumentNullException>("ask", () => new PasteUrl(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("request", () => new PasteUrl((_, _) => Task.FromResult<string?>("")).ReceiveAsync(null!, The.Token));
        Assert.Throws<ArgumentNullException>("openBrowser", () => new LoopbackListener(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("request", () => new LoopbackListener((_, _) => Task.CompletedTask).ReceiveAsync(null!, The.Token));
        Assert.Throws<ArgumentNullException>("browser", () => options.UseBrowser((Func<AuthorizationRequest, CancellationToken, Task<Uri>>)null!));
        Assert.Throws<ArgumentNullException>("listener", () => options.UseBrowser((LoopbackListener)null!));
        Assert.Throws<ArgumentNullException>("paste", () => options.UseBrowser((PasteUrl)null!));
    }
}
