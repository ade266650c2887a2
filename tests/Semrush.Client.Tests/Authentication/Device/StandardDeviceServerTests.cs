using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Device;

/// <summary>RFC 8628, sections 3.1 and 3.4, against a server that reads its parameters from the form and from nowhere else.</summary>
public sealed class StandardDeviceServerTests
{
    [Fact]
    public async Task A_server_that_reads_the_form_understands_the_request()
        => Assert.Equal(Canary.AccessToken, (await SignInAsync(new DeviceFlowOptions(), wantsClient: false)).AccessToken);

    [Theory]
    [InlineData(null)]
    [InlineData(Canary.ClientSecret)]
    public async Task A_server_that_wants_a_client_gets_it_with_the_form_alone(string? secret)
    {
        var options = new DeviceFlowOptions { CodeParameters = DeviceCodeParameters.Form, ClientId = "client", ClientSecret = secret };

        Assert.Equal(Canary.AccessToken, (await SignInAsync(options, wantsClient: true)).AccessToken);
    }

    [Fact]
    public async Task A_client_with_a_secret_spends_its_refresh_tokens()
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Tokens));
        using var flow = new DeviceFlow(new() { CodeParameters = DeviceCodeParameters.Form, ClientId = "client", ClientSecret = Canary.ClientSecret }, new HttpClient(stub));

        Assert.Equal(Canary.AccessToken, (await flow.RenewAsync(The.Tokens, The.Token))!.AccessToken);
    }

    [Fact]
    public async Task Advice_after_a_rejected_first_step_is_about_that_step()
    {
        var options = new DeviceFlowOptions { CodeParameters = DeviceCodeParameters.Query };

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => SignInAsync(options, wantsClient: false));

        Assert.Equal(("invalid_request", 400, "DeviceAuthorization.CreateDeviceCode"), (failure.ErrorCode, (int)failure.StatusCode!, failure.Operation));
        Assert.Equal("Check BaseAddress, Scopes and ClientId; CodeParameters sets their place in the request.", failure.NextStep);
        Assert.Equal(
            "Semrush responded to DeviceAuthorization.CreateDeviceCode with 400 Bad Request: scope is missing (code invalid_request). " + failure.NextStep,
            failure.Message);
    }

    [Theory]
    [InlineData("something_new")]
    [InlineData("invalid_grant")]
    [InlineData("invalid_request")]
    public async Task No_advice_after_the_first_step_mentions_a_code(string code)
    {
        var stub = StubHandler.Returning(Response.Json($$"""{"error":"{{code}}"}""", 400));
        using var flow = new DeviceFlow(new DeviceFlowOptions().UsePrompt((_, _) => Task.CompletedTask), new HttpClient(stub));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.SignInAsync(The.Token));

        Assert.DoesNotContain("code is not valid", failure.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("refresh token", failure.NextStep, StringComparison.Ordinal);
    }

    private static Task<TokenSet> SignInAsync(DeviceFlowOptions options, bool wantsClient)
    {
        var time = new Clock();
        var stub = StubHandler.Returning(request => AnswerTo(request, wantsClient));
        return time.RunAsync(new DeviceFlow(options.UsePrompt((_, _) => Task.CompletedTask), new HttpClient(stub), time).SignInAsync(The.Token));
    }

    private static HttpResponseMessage AnswerTo(SentRequest request, bool wantsClient)
    {
        var isForm = request is { Method: "POST", ContentType: "application/x-www-form-urlencoded" };
        var form = isForm
            ? request.Body!.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]))
            : [];
        if (wantsClient && form.GetValueOrDefault("client_id") != "client")
            return Refused("client_id is missing");
        if (request.Address.Contains("/device/code", StringComparison.Ordinal))
            return form.GetValueOrDefault("scope") == "user.id" ? Response.Json(DeviceServer.Documented) : Refused("scope is missing");
        return form.GetValueOrDefault("device_code") == "CODE" ? Response.Json(Canary.Tokens) : Refused("device_code is missing");
    }

    private static HttpResponseMessage Refused(string why) => Response.Json($$"""{"error":"invalid_request","error_description":"{{why}}"}""", 400);
}
