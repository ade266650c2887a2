using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AppCenter;

public sealed class AppCenterFlowTests
{
    [Fact]
    public async Task A_JWT_of_the_documented_form_buys_the_bearer_token()
    {
        var stub = StubHandler.Returning(AnApp.BearerAnswer());
        using var flow = Flow(stub);

        var tokens = await flow.SignInAsync(The.Token);

        Assert.Equal(AnApp.Bearer, tokens.AccessToken);
        Assert.Null(tokens.RefreshToken);
        Assert.Equal(("POST", AnApp.Issuer, "application/json"), (stub.Request.Method, stub.Request.Address, stub.Request.ContentType?.Split(';')[0]));
        Assert.Empty(stub.Request.Header("Authorization"));
        var parts = SentJwt(stub).Split('.');
        Assert.Equal("""{"alg":"HS256","typ":"JWT"}""", AnApp.Decoded(parts[0]));
        Assert.Equal(AnApp.Signed($"{parts[0]}.{parts[1]}"), SentJwt(stub));
    }

    [Fact]
    public async Task The_JWT_has_an_integer_iat_by_the_given_clock_and_no_claim_beyond_the_documented_ones()
    {
        var stub = StubHandler.Returning(AnApp.BearerAnswer());
        using var flow = new AppCenterFlow(AnApp.FlowOptions, new HttpClient(stub), new Clock(AnApp.Now.AddMilliseconds(999).ToOffset(TimeSpan.FromHours(5.5))));

        await flow.SignInAsync(The.Token);

        Assert.Equal($$"""{"aud":"app-center","iss":"{{AnApp.Id}}","iat":{{AnApp.Now.ToUnixTimeSeconds()}}}""", AnApp.Decoded(SentJwt(stub).Split('.')[1]));
    }

    [Fact]
    public async Task A_refresh_signs_another_JWT()
    {
        var clock = AnApp.Clock;
        var stub = StubHandler.Returning(_ => AnApp.BearerAnswer());
        using var flow = new AppCenterFlow(AnApp.FlowOptions, new HttpClient(stub), clock);
        var tokens = await flow.SignInAsync(The.Token);

        clock.Advance(TimeSpan.FromSeconds(1));
        var renewed = await flow.RenewAsync(tokens, The.Token);

        Assert.Equal(clock.GetUtcNow(), renewed!.ObtainedAt);
        Assert.NotEqual(stub.Requests[0].Body, stub.Requests[1].Body);
    }

    [Theory]
    [InlineData("opaque", 300)]
    [InlineData("a.b.c", 300)]
    [InlineData("""{"iat":1000,"exp":1300}""", 300)]
    [InlineData("""{"iat":1000,"exp":1120}""", 120)]
    [InlineData("""{"iat":1000,"exp":1001}""", 1)]
    [InlineData("""{"iat":1000.5,"exp":1120.75}""", 120.25)]
    [InlineData("""{"iat":1000,"exp":9000}""", 300)] // longer than documented
    [InlineData("""{"iat":1000,"exp":1000}""", 300)] // nonsense
    [InlineData("""{"exp":1}""", 300)] // by this clock expired when it was issued: the clock is wrong, not the token
    [InlineData("""{"exp":"1680609775"}""", 300)]
    [InlineData("""{"exp":1e999}""", 300)]
    [InlineData("""{"exp":1680609775}""", 60)] // a minute after the test's now
    [InlineData("""{"exp":1680609775,"\ud800":1}""", 300)]
    [InlineData("[]", 300)]
    public async Task A_token_lasts_five_minutes_unless_it_says_less(string issued, double seconds)
    {
        var token = issued[0] is '{' or '[' ? AnApp.Token(issued) : issued;
        using var flow = Flow(StubHandler.Returning(AnApp.BearerAnswer(token)));

        var tokens = await flow.SignInAsync(The.Token);

        Assert.Equal(seconds, (tokens.ExpiresAt - AnApp.Now).TotalSeconds);
    }

    [Theory]
    [InlineData("{}", "without a bearer token")]
    [InlineData("""{"jwt":""}""", "without a bearer token")]
    [InlineData("""{"jwt":null}""", "without a bearer token")]
    [InlineData("""{"jwt":"a\r\nX-Evil: 1"}""", "no header can carry")]
    [InlineData("<html>", "not JSON")]
    [InlineData("", "without a body")]
    public async Task An_response_without_a_usable_token_is_a_failure_that_says_so(string body, string how)
    {
        using var flow = Flow(StubHandler.Returning(Response.Json(body)));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => flow.SignInAsync(The.Token));

        Assert.Contains(how, failure.Message, StringComparison.Ordinal);
        Assert.Equal("AppCenter.CreateBearerToken", failure.Operation);
        Assert.DoesNotContain("Evil", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, AnApp.Secret, "AppId is missing")]
    [InlineData("", AnApp.Secret, "AppId is missing")]
    [InlineData("my-app", AnApp.Secret, "AppId must be a UUID")]
    [InlineData("bf860c6bdd9842f2b23d17dcec59ca0d", AnApp.Secret, "AppId must be a UUID")]
    [InlineData("{bf860c6b-dd98-42f2-b23d-17dcec59ca0d}", AnApp.Secret, "AppId must be a UUID")]
    [InlineData(AnApp.Id, null, "AppSecret is missing")]
    [InlineData(AnApp.Id, "", "AppSecret is missing")]
    [InlineData(AnApp.Id, " \n", "AppSecret is missing")]
    [InlineData(AnApp.Id, "canary-of-31-characters-1234567", "AppSecret is too short")]
    [InlineData(AnApp.Id, AnApp.Secret + "\n", "AppSecret begins or ends")]
    public void Wrong_settings_are_named_before_a_request_and_the_secret_is_not_repeated(string? id, string? secret, string fault)
    {
        var flow = Assert.Throws<ArgumentException>("options", () => new AppCenterFlow(new() { AppId = id, AppSecret = secret }));
        var iframe = Assert.Throws<ArgumentException>("options", () => new IframeTokenValidator(new() { AppId = id, AppSecret = secret }));

        Assert.All([flow, iframe], exception =>
        {
            Assert.StartsWith(fault, exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_secret_of_32_bytes_is_long_enough_and_counted_in_UTF_8()
    {
        var secret = new string('ä', 16);
        var stub = StubHandler.Returning(AnApp.BearerAnswer());
        using var flow = new AppCenterFlow(new() { AppId = AnApp.Id, AppSecret = secret }, new HttpClient(stub), AnApp.Clock);

        await flow.SignInAsync(The.Token);

        Assert.Equal(AnApp.Signed(SentJwt(stub)[..SentJwt(stub).LastIndexOf('.')], secret), SentJwt(stub));
    }

    [Fact]
    public void The_secret_is_not_sent_over_plain_http()
        => Assert.Throws<ArgumentException>("options", () => new AppCenterFlow(new() { AppId = AnApp.Id, AppSecret = AnApp.Secret, BaseAddress = new("http://semrush.example") }));

    [Fact]
    public void Settings_bind_from_configuration()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AppId", AnApp.Id), new("AppSecret", AnApp.Secret), new("Timeout", "00:00:05"), new("ClockSkew", "00:00:10")])
            .Build();

        var flow = configuration.Get<AppCenterFlowOptions>()!;
        var iframe = configuration.Get<IframeTokenOptions>()!;

        Assert.Equal((AnApp.Id, AnApp.Secret, TimeSpan.FromSeconds(5)), (flow.AppId, flow.AppSecret, flow.Timeout));
        Assert.Equal((AnApp.Id, AnApp.Secret, TimeSpan.FromSeconds(10)), (iframe.AppId, iframe.AppSecret, iframe.ClockSkew));
    }

    [Fact]
    public void The_name_tells_apps_apart_and_holds_no_secret()
    {
        using var flow = Flow(StubHandler.Returning());

        Assert.Equal($"app-center;client={AnApp.Id};server=https://api.semrush.com", flow.Name);
    }

    private static AppCenterFlow Flow(StubHandler stub) => new(AnApp.FlowOptions, new HttpClient(stub), AnApp.Clock);

    private static string SentJwt(StubHandler stub) => JsonNode.Parse(stub.Request.Body!)!["jwt"]!.GetValue<string>();
}
