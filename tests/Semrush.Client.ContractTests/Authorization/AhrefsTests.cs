using System.Net;
using Semrush.Client.AhrefsOAuth;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>The invitation of an Ahrefs application, and its redirect.</summary>
public sealed class AhrefsTests
{
    private const string State = "af0ifjsldkj";

    [Fact]
    public async Task A_web_application_gets_a_code_that_becomes_tokens_once()
    {
        await using var stage = new Stage();

        var page = await stage.PostAsync(stage.Client.AhrefsOAuth.GetAuthorizeAhrefsUri(State), ("decision", "approve"));

        Assert.StartsWith("https://app.example/callback?code=", page.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, State), (page.Status, Query.Of(page.Location, "state")));
        var request = Request(stage, Query.Of(page.Location, "code")!);
        var tokens = await SendAsync(stage, request);
        Assert.Equal(("bearer", "api", 3600), (tokens.TokenType, tokens.Scope, tokens.ExpiresIn));
        await AssertIsRejected(400, "invalid_grant", () => SendAsync(stage, request));
    }

    [Fact]
    public async Task A_desktop_application_gets_its_token_in_the_redirect()
    {
        await using var stage = new Stage();
        stage.Emulator.Ahrefs.IsDesktopApplication = true;
        stage.Emulator.Ahrefs.RedirectUri = new Uri("http://127.0.0.1:5123/done?kept=yes");

        var page = await stage.PostAsync(stage.Client.AhrefsOAuth.GetAuthorizeAhrefsUri(State), ("decision", "approve"));

        Assert.StartsWith("http://127.0.0.1:5123/done?kept=yes&token=", page.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9]{40}$", Query.Of(page.Location, "token"));
        Assert.Equal((State, null), (Query.Of(page.Location, "state"), Query.Of(page.Location, "code")));
    }

    [Fact]
    public async Task The_page_names_the_application_and_can_be_denied()
    {
        await using var stage = new Stage();
        var address = stage.Client.AhrefsOAuth.GetAuthorizeAhrefsUri(State);

        var shown = await stage.GetAsync(address);
        var sent = await stage.PostAsync(address, ("decision", "deny"));

        Assert.Contains($"""<dd id="client">{stage.Emulator.Ahrefs.ClientId}</dd>""", shown.Text, StringComparison.Ordinal);
        Assert.Equal(("access_denied", State), (Query.Of(sent.Location!, "error"), Query.Of(sent.Location!, "state")));
    }

    [Fact]
    public async Task An_invitation_without_state_is_rejected()
    {
        await using var stage = new Stage();
        var address = new Uri(stage.Emulator.Address, "oauth2/invitation");

        Assert.Equal(HttpStatusCode.BadRequest, (await stage.GetAsync(address)).Status);
        Assert.Throws<ArgumentException>(() => stage.Emulator.Ahrefs.DenyInvitation(address));
    }

    [Fact]
    public async Task A_code_needs_its_client_and_its_redirect_address()
    {
        await using var stage = new Stage();
        var callback = stage.Emulator.Ahrefs.ApproveInvitation(stage.Client.AhrefsOAuth.GetAuthorizeAhrefsUri(State));
        var request = Request(stage, Query.Of(callback, "code")!);

        await AssertIsRejected(401, "invalid_client", () => SendAsync(stage, request with { ClientSecret = "wrong" }));
        await AssertIsRejected(401, "invalid_client", () => SendAsync(stage, request with { ClientId = stage.Authorization.ClientId }));
        await AssertIsRejected(400, "invalid_grant", () => SendAsync(stage, request with { RedirectUri = "https://app.example/other" }));
        await AssertIsRejected(400, "invalid_grant", () => SendAsync(stage, request with { Code = SignIn.Code(stage) }));
        Assert.NotNull((await SendAsync(stage, request)).RefreshToken);
    }

    private static AhrefsTokenRequest Request(Stage stage, string code) => new()
    {
        GrantType = AhrefsGrantType.AuthorizationCode,
        Code = code,
        ClientId = stage.Emulator.Ahrefs.ClientId,
        ClientSecret = stage.Emulator.Ahrefs.ClientSecret,
        RedirectUri = stage.Emulator.Ahrefs.RedirectUri.AbsoluteUri,
    };

    private static Task<AhrefsTokenResponse> SendAsync(Stage stage, AhrefsTokenRequest request) =>
        stage.Client.AhrefsOAuth.CreateAhrefsTokenAsync(request, cancellationToken: TestContext.Current.CancellationToken);

    private static async Task AssertIsRejected(int status, string error, Func<Task> call)
    {
        var refused = await Assert.ThrowsAnyAsync<SemrushApiException>(call);
        Assert.Equal((status, error), ((int)refused.StatusCode!, refused.ErrorCode));
    }
}
