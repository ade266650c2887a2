using Semrush.Client.ContractTests.Contracts;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>In every state, a response conforms to the contract and has no member that the contract does not have.</summary>
public sealed class ResponseContractTests
{
    private const string EventId = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Fact]
    public async Task The_responses_to_a_device_conform_to_the_contract()
    {
        await using var stage = new Stage();
        var codes = await stage.PostAsync("/dag/device/code");
        var poll = new[] { ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", (string)codes.Json["device_code"]!) };

        await AssertConformsAsync("DeviceAuthorization.CreateDeviceCode", codes, 200);
        await AssertConformsAsync("DeviceAuthorization.CreateDeviceToken", await stage.PostAsync("/dag/device/token", poll), 400);
        stage.Authorization.ApproveDevice((string)codes.Json["user_code"]!);
        await AssertConformsAsync("DeviceAuthorization.CreateDeviceToken", await stage.PostAsync("/dag/device/token", poll), 200);
    }

    [Theory]
    [InlineData("OAuth.CreateAccessToken", "/oauth2/access_token")]
    [InlineData("AhrefsOAuth.CreateAhrefsToken", "/oauth2/token.php")]
    public async Task The_responses_to_a_code_conform_to_the_contract(string operationId, string path)
    {
        await using var stage = new Stage();
        var (isAhrefs, ahrefs) = (path.EndsWith(".php", StringComparison.Ordinal), stage.Emulator.Ahrefs);
        var callback = isAhrefs
            ? ahrefs.ApproveInvitation(stage.Client.AhrefsOAuth.GetAuthorizeAhrefsUri(SignIn.State))
            : stage.Authorization.ApproveAuthorization(SignIn.Address(stage));

        await AssertConformsAsync(operationId, await SendAsync(secret: "wrong"), 401);
        await AssertConformsAsync(operationId, await SendAsync(), 200);
        await AssertConformsAsync(operationId, await SendAsync(), 400);

        Task<Stage.Page> SendAsync(string? secret = null) => stage.PostAsync(
            path,
            ("grant_type", "authorization_code"),
            ("client_id", isAhrefs ? ahrefs.ClientId : stage.Authorization.ClientId),
            ("client_secret", secret ?? (isAhrefs ? ahrefs.ClientSecret : stage.Authorization.ClientSecret)),
            ("code", Query.Of(callback, "code")!),
            ("redirect_uri", isAhrefs ? ahrefs.RedirectUri.OriginalString : SignIn.SuccessPath));
    }

    [Fact]
    public async Task The_responses_of_the_App_Center_conform_to_the_contract()
    {
        await using var stage = new Stage();
        stage.Emulator.AppCenter.AddSubscription(new SubscriptionSeed { Id = 124, Trigger = "weekly" });
        stage.Browser.DefaultRequestHeaders.Authorization = new("Bearer", await Issuer.BearerAsync(stage));
        var sent = $$"""{"type":"appname-notifications","id":"{{EventId}}","user_id":5511383,"data":"e30="}""";

        await AssertConformsAsync("AppCenter.CreateBearerToken", await stage.PostJsonAsync("/app-center-api/v2/jwt-token/", "{}"), 400);
        await AssertConformsAsync("AppCenter.GetViewerStatus", await stage.PostJsonAsync("/apis/v4/app-center/v2/partner/viewer-status", """{"user_id":5511383}"""), 200);
        await AssertConformsAsync("AppCenter.GetViewerStatus", await stage.PostJsonAsync("/apis/v4/app-center/v2/partner/viewer-status", """{"user_id":1}"""), 404);
        await AssertConformsAsync("AppCenter.GetSubscriptions", await stage.GetAsync("/apis/v4/hermes/v0/subscriptions"), 200);
        await AssertConformsAsync("AppCenter.GetSubscriptionStatus", await stage.GetAsync("/apis/v4/hermes/v0/user/5511383/subscription/123"), 200);
        await AssertConformsAsync("AppCenter.GetEvent", await stage.GetAsync($"/apis/v4/hermes/v0/event/{EventId}"), 404);
        Assert.Equal(System.Net.HttpStatusCode.Created, (await stage.PostJsonAsync("/apis/v4/hermes/v0/event", sent)).Status);
        await AssertConformsAsync("AppCenter.GetEvent", await stage.GetAsync($"/apis/v4/hermes/v0/event/{EventId}"), 200);
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        await AssertConformsAsync("AppCenter.GetEvent", await stage.GetAsync($"/apis/v4/hermes/v0/event/{EventId}"), 200);
    }

    private static async Task AssertConformsAsync(string operation, Stage.Page page, int status)
    {
        Assert.True((int)page.Status == status, $"{operation} {page.Status}: {page.Text}");
        await ResponseSchema.AssertConformsAsync(OperationDocument.Find(operation), status, page.MediaType, page.Json);
    }
}
