using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Device;

/// <summary>Canaries: no secret of a device sign-in is in any text, whatever the server repeats.</summary>
public sealed class DeviceSecretTests
{
    [Theory]
    [InlineData("access_denied", 400)]
    [InlineData("expired_token", 400)]
    [InlineData("something_new", 400)]
    [InlineData("invalid_client", 401)]
    public async Task A_failure_has_none(string code, int status)
    {
        var server = new DeviceServer(DeviceServer.Gives(() => Response.Json(
            $$"""{"error":"{{code}}","error_description":"unknown device {{Canary.DeviceCode}}","access_token":"{{Canary.AccessToken}}"}""", status)
            .WithHeader("X-Echo", Canary.DeviceCode)));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(server.RunAsync);

        Assert.Equal("unknown device ***", failure.ErrorMessage);
        Canary.AssertHiddenIn(failure);
    }

    [Theory]
    [InlineData("""{"access_token":"canary-access-6d1a90","token_type":"canary-access-6d1a90"}""")]
    [InlineData("""{"access_token":"canary-access-6d1a90""")]
    [InlineData("""{"access_token":["canary-access-6d1a90"]}""")]
    [InlineData("""{"access_token":"canary-access-6d1a90\n"}""")]
    public async Task An_response_that_cannot_be_used_is_not_quoted(string answer)
        => Canary.AssertHiddenIn(await Assert.ThrowsAnyAsync<SemrushApiException>(() => new DeviceServer(DeviceServer.Gives(() => Response.Json(answer))).RunAsync()));

    [Fact]
    public async Task Settings_flow_and_tokens_print_none()
    {
        var server = new DeviceServer(DeviceServer.Tokens) { Options = { ClientId = "client", ClientSecret = Canary.ClientSecret } };
        using var flow = new DeviceFlow(server.Options, server.Http, server.Time);

        Canary.AssertHiddenIn(server.Options.ToString());
        Canary.AssertHiddenIn(flow.ToString());
        Canary.AssertHiddenIn(flow.Name);
        Canary.AssertHiddenIn((await server.RunAsync()).ToString());
    }
}
