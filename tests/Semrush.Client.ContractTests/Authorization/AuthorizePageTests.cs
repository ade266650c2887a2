using System.Net;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>The page of the Semrush Auth flow, and where it sends the browser.</summary>
public sealed class AuthorizePageTests
{
    [Fact]
    public async Task The_page_shows_the_client_the_scopes_and_two_buttons()
    {
        await using var stage = new Stage();

        var page = await stage.GetAsync(SignIn.Address(stage));

        Assert.Equal((HttpStatusCode.OK, "text/html", true), (page.Status, page.MediaType, page.IsNoStore));
        Assert.Contains($"""<dd id="client">{stage.Authorization.ClientId}</dd>""", page.Text, StringComparison.Ordinal);
        Assert.Contains("""<dd id="scopes">user.id</dd>""", page.Text, StringComparison.Ordinal);
        Assert.Contains("""id="approve" name="decision" value="approve">""", page.Text, StringComparison.Ordinal);
        Assert.Contains("""id="deny" name="decision" value="deny">""", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SignIn.SuccessPath)]
    [InlineData("http://127.0.0.1:5123/callback?from=browser")]
    [InlineData("http://localhost/callback")]
    public async Task Approval_sends_code_and_state_to_the_redirect_address(string redirectUri)
    {
        await using var stage = new Stage();

        var page = await stage.PostAsync(SignIn.Address(stage, redirectUri), ("decision", "approve"));

        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.StartsWith(new Uri(stage.Emulator.Address, redirectUri).AbsoluteUri, page.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9]{40}$", Query.Of(page.Location, "code"));
        Assert.Equal(SignIn.State, Query.Of(page.Location, "state"));
        Assert.True(page.IsNoStore);
    }

    [Fact]
    public async Task Denial_sends_an_error_and_state_to_the_redirect_address()
    {
        await using var stage = new Stage();

        var page = await stage.PostAsync(SignIn.Address(stage), ("decision", "deny"));

        Assert.Equal("access_denied", Query.Of(page.Location!, "error"));
        Assert.Equal(SignIn.State, Query.Of(page.Location!, "state"));
        Assert.Null(Query.Of(page.Location!, "code"));
    }

    [Fact]
    public async Task A_request_without_state_gets_none_back()
    {
        await using var stage = new Stage();

        var callback = stage.Authorization.ApproveAuthorization(SignIn.Address(stage, state: null));

        Assert.Null(Query.Of(callback, "state"));
    }

    [Theory]
    [InlineData("someone-else", SignIn.SuccessPath, "code")]
    [InlineData(null, "https://attacker.example/callback", "code")]
    [InlineData(null, "http://user@127.0.0.1/callback", "code")]
    [InlineData(null, "http://127.0.0.1/callback#fragment", "code")]
    [InlineData(null, "//attacker.example/oauth2/success", "code")]
    [InlineData(null, "/elsewhere", "code")]
    [InlineData(null, SignIn.SuccessPath, "token")]
    public async Task A_wrong_request_gets_a_page_and_no_redirect(string? clientId, string redirectUri, string responseType)
    {
        await using var stage = new Stage();
        var address = SignIn.Address(stage, redirectUri, clientId, responseType: responseType);

        var (shown, sent) = (await stage.GetAsync(address), await stage.PostAsync(address, ("decision", "approve")));

        Assert.All([shown, sent], page => Assert.Equal((HttpStatusCode.BadRequest, "text/html", null), (page.Status, page.MediaType, page.Location)));
        Assert.Throws<ArgumentException>(() => stage.Authorization.ApproveAuthorization(address));
    }

    [Theory]
    [InlineData("&code_challenge=abc")]
    [InlineData("&state=twice")]
    public async Task A_request_that_the_contract_does_not_know_gets_a_page(string more)
    {
        await using var stage = new Stage();
        var address = new Uri(SignIn.Address(stage) + more);

        Assert.Equal(HttpStatusCode.BadRequest, (await stage.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await stage.PostAsync(address, ("decision", "approve"))).Status);
        Assert.Throws<ArgumentException>(() => stage.Authorization.ApproveAuthorization(address));
    }

    [Fact]
    public async Task A_form_without_a_decision_does_not_redirect()
    {
        await using var stage = new Stage();

        Assert.Equal(HttpStatusCode.BadRequest, (await stage.PostAsync(SignIn.Address(stage))).Status);
    }

    [Fact]
    public async Task The_page_of_another_server_cannot_be_approved()
    {
        await using var stage = new Stage();
        var foreign = new Uri("https://oauth.semrush.com" + SignIn.Address(stage).PathAndQuery);

        Assert.Throws<ArgumentException>(() => stage.Authorization.ApproveAuthorization(foreign));
        Assert.Throws<ArgumentException>(() => stage.Authorization.ApproveAuthorization(stage.Emulator.Address));
    }

    [Fact]
    public async Task Without_an_address_of_its_own_a_client_ends_on_the_page_of_Semrush()
    {
        await using var stage = new Stage();

        var provided = await stage.GetAsync(stage.Authorization.ApproveAuthorization(SignIn.Address(stage)));
        var refused = await stage.GetAsync(stage.Authorization.DenyAuthorization(SignIn.Address(stage)));

        Assert.Contains("<title>Authorization provided</title>", provided.Text, StringComparison.Ordinal);
        Assert.Contains("<title>Authorization not provided</title>", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emulator_that_approves_by_itself_redirects_at_once()
    {
        await using var stage = new Stage(new EmulatedAuthorizationOptions { AutoApprove = true });

        var page = await stage.GetAsync(SignIn.Address(stage));

        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.NotNull((await SignIn.RedeemAsync(stage, Query.Of(page.Location!, "code")!)).AccessToken);
    }
}
