using NJsonSchema;
using Semrush.Client.Testing;
using Semrush.Client.Testing.Checks.Internal;
using Semrush.Client.Testing.Contracts.Internal;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>Whatever the state, an answer is what the contract says, and has no member that the contract does not know.</summary>
public sealed class AnswerContractTests
{
    private const string EventId = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Fact]
    public async Task The_answers_to_a_device_keep_to_the_contract()
    {
        await using var stage = new Stage();
        var codes = await stage.PostAsync("/dag/device/code");
        var poll = new[] { ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", (string)codes.Json["device_code"]!) };

        AssertKept("CreateDeviceCode", codes, 200);
        AssertKept("CreateDeviceToken", await stage.PostAsync("/dag/device/token", poll), 400);
        stage.Authorization.ApproveDevice((string)codes.Json["user_code"]!);
        AssertKept("CreateDeviceToken", await stage.PostAsync("/dag/device/token", poll), 200);
    }

    [Theory]
    [InlineData("OAuth.CreateAccessToken", "/oauth2/access_token")]
    [InlineData("AhrefsOAuth.CreateAhrefsToken", "/oauth2/token.php")]
    public async Task The_answers_to_a_code_keep_to_the_contract(string operationId, string path)
    {
        await using var stage = new Stage();
        var (isAhrefs, ahrefs) = (path.EndsWith(".php", StringComparison.Ordinal), stage.Emulator.Ahrefs);
        var callback = isAhrefs
            ? ahrefs.ApproveInvitation(stage.Client.AhrefsOAuth.GetAuthorizeAhrefsUri(SignIn.State))
            : stage.Authorization.ApproveAuthorization(SignIn.Address(stage));

        AssertKept(operationId, await SendAsync(secret: "wrong"), 401);
        AssertKept(operationId, await SendAsync(), 200);
        AssertKept(operationId, await SendAsync(), 400);

        Task<Stage.Page> SendAsync(string? secret = null) => stage.PostAsync(
            path,
            ("grant_type", "authorization_code"),
            ("client_id", isAhrefs ? ahrefs.ClientId : stage.Authorization.ClientId),
            ("client_secret", secret ?? (isAhrefs ? ahrefs.ClientSecret : stage.Authorization.ClientSecret)),
            ("code", Query.Of(callback, "code")!),
            ("redirect_uri", isAhrefs ? ahrefs.RedirectUri.OriginalString : SignIn.SuccessPath));
    }

    [Fact]
    public async Task The_answers_of_the_App_Center_keep_to_the_contract()
    {
        await using var stage = new Stage();
        stage.Emulator.AppCenter.AddSubscription(new SubscriptionSeed { Id = 124, Trigger = "weekly" });
        stage.Browser.DefaultRequestHeaders.Authorization = new("Bearer", await Issuer.BearerAsync(stage));
        var sent = $$"""{"type":"appname-notifications","id":"{{EventId}}","user_id":5511383,"data":"e30="}""";

        AssertKept("CreateBearerToken", await stage.PostJsonAsync("/app-center-api/v2/jwt-token/", "{}"), 400);
        AssertKept("GetViewerStatus", await stage.PostJsonAsync("/apis/v4/app-center/v2/partner/viewer-status", """{"user_id":5511383}"""), 200);
        AssertKept("GetViewerStatus", await stage.PostJsonAsync("/apis/v4/app-center/v2/partner/viewer-status", """{"user_id":1}"""), 404);
        AssertKept("GetSubscriptions", await stage.GetAsync("/apis/v4/hermes/v0/subscriptions"), 200);
        AssertKept("GetSubscriptionStatus", await stage.GetAsync("/apis/v4/hermes/v0/user/5511383/subscription/123"), 200);
        AssertKept("GetEvent", await stage.GetAsync($"/apis/v4/hermes/v0/event/{EventId}"), 404);
        Assert.Equal(System.Net.HttpStatusCode.Created, (await stage.PostJsonAsync("/apis/v4/hermes/v0/event", sent)).Status);
        AssertKept("GetEvent", await stage.GetAsync($"/apis/v4/hermes/v0/event/{EventId}"), 200);
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        AssertKept("GetEvent", await stage.GetAsync($"/apis/v4/hermes/v0/event/{EventId}"), 200);
    }

    private static void AssertKept(string operationId, Stage.Page page, int status)
    {
        Assert.True((int)page.Status == status, $"{operationId} {page.Status}: {page.Text}");
        var media = ContractLibrary.Operations.Single(operation => operation.IsCalled(operationId)).Responses[status].Body!;
        Assert.Equal(media.Type, page.MediaType);
        Assert.Empty(media.Schema!.Validate(page.Json, SchemaType.OpenApi3));
        Assert.Empty(SchemaCheck.Find(media.Schema!, page.Json, null));
        Assert.Empty(StrictCheck.Find(media.Schema!, page.Json, ""));
    }
}
