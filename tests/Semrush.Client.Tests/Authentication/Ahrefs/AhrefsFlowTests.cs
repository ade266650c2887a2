using Microsoft.Extensions.Configuration;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Ahrefs;

public sealed class AhrefsFlowTests
{
    private static AhrefsFlowOptions Desktop => new() { InvitationUrl = new("https://ahrefs.com/invitation/app?id=7"), RedirectUri = "https://app.example/ahrefs" };

    private static AhrefsFlowOptions Web
    {
        get
        {
            var options = Desktop;
            options.ClientId = "client";
            options.ClientSecret = Canary.ClientSecret;
            return options;
        }
    }

    [Theory]
    [InlineData("https://ahrefs.com/invitation/app", "https://ahrefs.com/invitation/app?state=STATE")]
    [InlineData("https://ahrefs.com/invitation/app?id=7", "https://ahrefs.com/invitation/app?id=7&state=STATE")]
    [InlineData("https://ahrefs.com/invitation/app?id=7#top", "https://ahrefs.com/invitation/app?id=7&state=STATE#top")]
    public void The_state_is_appended_to_the_invitation(string invitation, string expected)
    {
        var options = Desktop;
        options.InvitationUrl = new(invitation);
        using var flow = new AhrefsFlow(options);

        var request = flow.CreateRequest();

        Assert.Equal(expected.Replace("STATE", request.State, StringComparison.Ordinal), request.Uri.AbsoluteUri);
        Assert.Equal(43, request.State.Length);
    }

    [Fact]
    public async Task A_web_application_exchanges_the_code()
    {
        var stub = StubHandler.Returning(Response.Json($$"""{"access_token":"{{Canary.AccessToken}}","expires_in":3600,"token_type":"bearer","scope":"api","refresh_token":"{{Canary.RefreshToken}}"}"""));
        using var flow = Flow(Web, stub, "code");

        var tokens = await flow.SignInAsync(The.Token);

        Assert.Equal((Canary.AccessToken, Clock.Beginning.AddHours(1)), (tokens.AccessToken, tokens.ExpiresAt));
        Assert.Equal(("POST", "https://ahrefs.com/oauth2/token.php"), (stub.Request.Method, stub.Request.Address));
        Assert.Equal(
            $"grant_type=authorization_code&code={Canary.Code}&client_id=client&client_secret={Canary.ClientSecret}&redirect_uri=https%3A%2F%2Fapp.example%2Fahrefs",
            stub.Request.Body);
        Assert.Null(await flow.RenewAsync(tokens, The.Token));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_desktop_application_takes_the_token_which_lasts_until_it_is_rejected()
    {
        var stub = StubHandler.Returning();
        using var flow = Flow(Desktop, stub, "token");

        var tokens = await flow.SignInAsync(The.Token);

        Assert.Equal((Canary.Code, DateTimeOffset.MaxValue, null), (tokens.AccessToken, tokens.ExpiresAt, tokens.RefreshToken));
        Assert.True(tokens.RenewAt > Clock.Beginning.AddYears(1000));
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_token_that_no_header_can_carry_is_rejected()
    {
        using var flow = new AhrefsFlow(Desktop);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => flow.CompleteAsync(new("https://app.example/ahrefs?token=a%0Ab&state=right"), "right", The.Token));

        Assert.Equal("The response of AhrefsOAuth.AuthorizeAhrefs has no access token that a header can carry.", failure.Message);
    }

    [Fact]
    public async Task An_application_takes_only_what_its_kind_gets()
    {
        using var web = Flow(Web, StubHandler.Returning(), "token");
        using var desktop = Flow(Desktop, StubHandler.Returning(), "code");

        Assert.Contains("no code", (await Assert.ThrowsAsync<SemrushAuthenticationException>(() => web.SignInAsync(The.Token))).Message, StringComparison.Ordinal);
        Assert.Contains("no token", (await Assert.ThrowsAsync<SemrushAuthenticationException>(() => desktop.SignInAsync(The.Token))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example/ahrefs?token=canary-code-c0ffee11")]
    [InlineData("https://app.example/ahrefs?token=canary-code-c0ffee11&state=wrong")]
    [InlineData("https://app.example/other?token=canary-code-c0ffee11&state=right")]
    [InlineData("https://app.example/ahrefs?error=access_denied&state=right")]
    [InlineData("https://app.example/ahrefs?token=canary-code-c0ffee11%0A&state=right")]
    public async Task An_response_to_another_request_is_rejected_and_not_repeated(string callback)
    {
        using var flow = new AhrefsFlow(Desktop);

        Canary.AssertHiddenIn(await Assert.ThrowsAnyAsync<SemrushApiException>(() => flow.CompleteAsync(new(callback), "right", The.Token)));
    }

    [Fact]
    public async Task A_code_is_exchanged_once()
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Echo("invalid_grant"), 400));
        using var flow = Flow(Web, stub, "code");

        var refused = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.SignInAsync(The.Token));
        var again = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.SignInAsync(The.Token));

        Assert.DoesNotContain(Canary.Code, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary.ClientSecret, refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("already exchanged", again.Message, StringComparison.Ordinal);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Its_tokens_go_to_Ahrefs_and_not_to_Semrush()
    {
        using var flow = Flow(Desktop, StubHandler.Returning(), "token");
        using var manager = new TokenManager(flow);

        Assert.Equal(Canary.Code, await manager.GetAuthorizationTokenAsync(new("https://ahrefs.com/api"), cancellationToken: The.Token));
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => manager.GetAuthorizationTokenAsync(new("https://api.semrush.com/"), cancellationToken: The.Token));
    }

    [Fact]
    public async Task Without_a_browser_it_says_how_to_sign_in()
    {
        using var flow = new AhrefsFlow(Desktop);

        Assert.Contains("AhrefsFlowOptions.UseBrowser", (await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.SignInAsync(The.Token))).NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InvitationUrl", null, "https://app.example/ahrefs", null, null)]
    [InlineData("InvitationUrl", "http://ahrefs.com/invitation", "https://app.example/ahrefs", null, null)]
    [InlineData("InvitationUrl", "https://user@ahrefs.com/invitation", "https://app.example/ahrefs", null, null)]
    [InlineData("RedirectUri", "https://ahrefs.com/invitation", null, null, null)]
    [InlineData("RedirectUri", "https://ahrefs.com/invitation", "/ahrefs", null, null)]
    [InlineData("ClientId", "https://ahrefs.com/invitation", "https://app.example/ahrefs", null, "secret")]
    public void A_setting_that_is_wrong_is_named_at_once(string setting, string? invitation, string? redirectUri, string? id, string? secret)
    {
        var options = new AhrefsFlowOptions { InvitationUrl = invitation is null ? null : new(invitation), RedirectUri = redirectUri, ClientId = id, ClientSecret = secret };

        Assert.StartsWith(setting, Assert.ThrowsAny<ArgumentException>(() => new AhrefsFlow(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_bind_from_configuration_and_print_no_secret()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["InvitationUrl"] = "https://ahrefs.com/invitation",
            ["RedirectUri"] = "https://app.example/ahrefs",
            ["ClientId"] = "client",
            ["ClientSecret"] = Canary.ClientSecret,
        }).Build();
        var options = new AhrefsFlowOptions();
        configuration.Bind(options);
        using var flow = new AhrefsFlow(options);

        Assert.Equal("ahrefs;client=client;server=https://ahrefs.com", flow.Name);
        Canary.AssertHiddenIn($"{flow} {options} {flow.CreateRequest()}");
    }

    private static AhrefsFlow Flow(AhrefsFlowOptions options, StubHandler stub, string parameter) => new(
        options.UseBrowser((request, _) => Task.FromResult(new Uri($"{request.RedirectUri}?{parameter}={Canary.Code}&state={request.State}"))),
        new HttpClient(stub),
        new Clock());
}
