using System.Net;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Device;

namespace Semrush.Client.Tests.Authentication;

/// <summary>A response of a token endpoint without usable tokens, and whether its error ends a sign-in.</summary>
public sealed class TokenResponseTests
{
    [Theory]
    [InlineData("""{"access_token":null}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":"a b"}""")]
    public async Task A_response_needs_an_access_token_that_a_header_can_carry(string body)
    {
        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => ExchangeAsync(body));

        Assert.Equal("The response of OAuth.CreateAccessToken has no access token that a header can carry.", failure.Message);
        Assert.Equal(("OAuth.CreateAccessToken", HttpStatusCode.OK), (failure.Operation, failure.StatusCode));
    }

    [Theory]
    [InlineData("mac")]
    [InlineData("N_A")]
    [InlineData("Bearer2")]
    public async Task A_token_of_another_type_is_rejected(string type)
        => Assert.Equal(
            "The response of OAuth.CreateAccessToken has a token that is no bearer token.",
            (await Assert.ThrowsAsync<SemrushApiException>(() => ExchangeAsync($$"""{"access_token":"token","token_type":"{{type}}"}"""))).Message);

    [Fact]
    public async Task Each_flow_names_its_operation()
    {
        var mac = """{"access_token":"token","token_type":"mac"}""";
        using var ahrefs = new AhrefsFlow(
            new() { ClientId = "client", ClientSecret = "secret", InvitationUrl = new("https://ahrefs.com/invitation"), RedirectUri = "https://app.example/" },
            new HttpClient(StubHandler.Returning(Response.Json(mac))));

        var device = await Assert.ThrowsAsync<SemrushAuthenticationException>(new DeviceServer(DeviceServer.Gives(() => Response.Json(mac))).RunAsync);
        var web = await Assert.ThrowsAsync<SemrushApiException>(() => ahrefs.CompleteAsync(new("https://app.example/?code=1&state=sent"), "sent", The.Token));

        Assert.Equal("The response of DeviceAuthorization.CreateDeviceToken has a token that is no bearer token. Sign in again.", device.Message);
        Assert.Equal(("DeviceAuthorization.CreateDeviceToken", "AhrefsOAuth.CreateAhrefsToken"), (device.Operation, web.Operation));
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant"}""", true)]
    [InlineData(400, """{"error":"something_new"}""", true)]
    [InlineData(401, """{"error":"invalid_client"}""", true)]
    [InlineData(200, """{"error":"invalid_grant"}""", true)]
    [InlineData(401, """{"error":"something_new"}""", false)]
    [InlineData(400, """{"error":"server_error"}""", false)]
    [InlineData(400, """{"error":"temporarily_unavailable"}""", false)]
    [InlineData(400, "", false)]
    [InlineData(401, "", false)]
    [InlineData(401, """{"code":"401"}""", false)]
    [InlineData(401, """{"code":"invalid_grant"}""", false)]
    public async Task Only_an_OAuth_error_ends_the_polling_whatever_the_status(int status, string body, bool isFinal)
    {
        var server = new DeviceServer(DeviceServer.Gives(() => Response.With(body, status, "application/json")), DeviceServer.Tokens);

        var failure = await Record.ExceptionAsync(server.RunAsync);

        Assert.Equal((isFinal, isFinal ? 1 : 2), (failure is SemrushAuthenticationException, server.PolledAt.Count));
    }

    [Fact]
    public async Task A_lost_connection_does_not_end_the_polling()
    {
        var server = new DeviceServer(_ => Task.FromException<HttpResponseMessage>(new HttpRequestException("reset")), DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal(2, server.PolledAt.Count);
    }

    private static async Task<TokenSet> ExchangeAsync(string body)
    {
        using var flow = new AuthorizationCodeFlow(
            new() { ClientId = "client", ClientSecret = "secret" }, new HttpClient(StubHandler.Returning(Response.Json(body))), new Clock());
        return await flow.ExchangeAsync("code", The.Token);
    }
}
