using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Ahrefs;

public sealed class InvitationTests
{
    private static readonly Uri Callback = new("https://app.example/ahrefs");

    [Theory]
    [InlineData(null, "InvitationUrl is missing: it is shown in the list of your applications at Ahrefs.")]
    [InlineData("/invitation", "InvitationUrl must be an absolute https address.")]
    [InlineData("http://ahrefs.com/invitation", "InvitationUrl must be an absolute https address.")]
    [InlineData("http://127.0.0.1/invitation", "InvitationUrl must be an absolute https address.")]
    public void An_address_that_is_wrong_is_explained(string? address, string words)
    {
        var options = new AhrefsFlowOptions { InvitationUrl = address is null ? null : new(address, UriKind.RelativeOrAbsolute), RedirectUri = Callback.AbsoluteUri };

        Assert.Equal(words, Assert.Throws<ArgumentException>(() => new AhrefsFlow(options)).Message);
    }

    [Theory]
    [InlineData(null, null, "ahrefs;client=https%3A%2F%2Fahrefs.com%2Finvitation;server=https://ahrefs.com")]
    [InlineData("desktop", null, "ahrefs;client=desktop;server=https://ahrefs.com")]
    [InlineData("web", Canary.ClientSecret, "ahrefs;client=web;server=https://ahrefs.com")]
    public void A_key_is_named_by_the_client_or_by_its_invitation(string? id, string? secret, string name)
    {
        using var flow = new AhrefsFlow(Options(id, secret));

        Assert.Equal(name, flow.Name);
    }

    [Fact]
    public async Task Missing_arguments_are_named()
    {
        using var flow = new AhrefsFlow(Options());

        Assert.Throws<ArgumentNullException>("options", () => new AhrefsFlow(null!));
        Assert.Throws<ArgumentNullException>("browser", () => Options().UseBrowser(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("callback", () => flow.CompleteAsync(null!, "state", The.Token));
        await Assert.ThrowsAsync<ArgumentException>("state", () => flow.CompleteAsync(Callback, "", The.Token));
    }

    private static AhrefsFlowOptions Options(string? id = null, string? secret = null)
        => new() { InvitationUrl = new("https://ahrefs.com/invitation"), RedirectUri = Callback.AbsoluteUri, ClientId = id, ClientSecret = secret };
}
