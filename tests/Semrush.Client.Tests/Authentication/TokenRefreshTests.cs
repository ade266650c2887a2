using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Stores;

namespace Semrush.Client.Tests.Authentication;

/// <summary>What both flows of Semrush make of a refresh token.</summary>
public sealed class TokenRefreshTests
{
    private static TokenSet Old => new("old-access-token", Clock.Beginning, TimeSpan.FromDays(7)) { RefreshToken = Canary.OldRefreshToken };

    public static TheoryData<bool> Flows => [true, false];

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task It_is_spent_at_the_OAuth_endpoint_with_the_credentials_of_the_client(bool device)
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Tokens));

        var tokens = await Flow(device, stub).RenewAsync(Old, The.Token);

        Assert.Equal((Canary.AccessToken, Canary.RefreshToken), (tokens!.AccessToken, tokens.RefreshToken));
        Assert.Equal("https://oauth.semrush.com/oauth2/access_token", stub.Request.Address);
        Assert.Equal($"grant_type=refresh_token&client_id=client&client_secret={Canary.ClientSecret}&refresh_token={Canary.OldRefreshToken}", stub.Request.Body);
        Assert.Equal("application/x-www-form-urlencoded", stub.Request.ContentType);
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task It_is_spent_where_the_settings_say(bool device)
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Tokens));

        await Flow(device, stub, new("https://oauth.semrush.com/dag/device/token")).RenewAsync(Old, The.Token);

        Assert.Equal("https://oauth.semrush.com/dag/device/token", stub.Request.Address);
        Assert.StartsWith("grant_type=refresh_token&", stub.Request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"access_token":"new-access-token","expires_in":60}""")]
    [InlineData("""{"access_token":"new-access-token","expires_in":60,"refresh_token":null}""")]
    [InlineData("""{"access_token":"new-access-token","expires_in":60,"refresh_token":""}""")]
    public async Task It_is_kept_where_the_response_brings_no_other(string answer)
        => Assert.Equal(Canary.OldRefreshToken, (await Flow(true, StubHandler.Returning(Response.Json(answer))).RenewAsync(Old, The.Token))!.RefreshToken);

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task Without_one_nothing_is_refreshed(bool device)
    {
        var stub = StubHandler.Returning();

        Assert.Null(await Flow(device, stub).RenewAsync(new("access-token", Clock.Beginning, TimeSpan.FromDays(7)), The.Token));
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public Task Tokens_are_required(bool device)
        => Assert.ThrowsAsync<ArgumentNullException>("tokens", () => Flow(device, StubHandler.Returning()).RenewAsync(null!, The.Token));

    [Fact]
    public async Task Without_client_credentials_a_device_refreshes_nothing()
    {
        var stub = StubHandler.Returning();
        using var flow = new DeviceFlow(new(), new HttpClient(stub));

        Assert.Null(await flow.RenewAsync(Old, The.Token));
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData("invalid_request", 400)]
    [InlineData("invalid_grant", 400)]
    [InlineData("invalid_client", 401)]
    [InlineData("invalid_client", 400)]
    [InlineData("unauthorized_client", 400)]
    [InlineData("something_new", 400)]
    [InlineData("invalid_grant", 403)]
    [InlineData("invalid_grant", 200)]
    public async Task A_refusal_is_final_and_says_to_sign_in_again(string code, int status)
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Echo(code), status));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => Flow(true, stub).RenewAsync(Old, The.Token));

        Assert.Equal(code, failure.ErrorCode);
        Assert.Contains("sign in again", failure.NextStep, StringComparison.OrdinalIgnoreCase);
        Assert.Single(stub.Requests);
        Assert.DoesNotContain(Canary.OldRefreshToken, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary.ClientSecret, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, Response.Html)]
    [InlineData(401, "")]
    [InlineData(400, "Check the 'client_id' parameter")]
    [InlineData(400, Response.Html)]
    [InlineData(401, """{"meta":{"success":false},"error":{"code":401,"message":"Unauthorized"}}""")]
    [InlineData(401, """{"error":{"code":"invalid_grant"}}""")]
    public async Task A_page_instead_of_an_OAuth_error_drops_no_token(int status, string body)
    {
        var store = new InMemoryTokenStore();
        var flow = Flow(true, StubHandler.Returning(Response.With(body, status, "text/html")));
        var key = $"{flow.Name};account={TokenManager.DefaultAccount}";
        await store.PutAsync(key, Old);
        using var manager = new TokenManager(flow, store, timeProvider: new Clock(Clock.Beginning.AddDays(8)));

        var failure = await Assert.ThrowsAnyAsync<SemrushApiException>(
            () => manager.GetAuthorizationTokenAsync(new("https://api.semrush.com/"), cancellationToken: The.Token));

        Assert.Equal(status, (int)failure.StatusCode!);
        Assert.Equal(Canary.OldRefreshToken, (await store.ReadAsync(key, The.Token))?.RefreshToken);
    }

    [Theory]
    [InlineData("invalid_grant", "Sign in again: the refresh token is not valid any more.")]
    [InlineData("invalid_request", "Sign in again: the refresh token is not valid any more.")]
    [InlineData("something_new", "Check the client id, the client secret and the refresh token, and sign in again.")]
    public async Task The_advice_is_about_the_refresh_token(string code, string nextStep)
    {
        var stub = StubHandler.Returning(Response.Json($$"""{"error":"{{code}}"}""", 400));

        Assert.Equal(nextStep, (await Assert.ThrowsAsync<SemrushAuthenticationException>(() => Flow(true, stub).RenewAsync(Old, The.Token))).NextStep);
    }

    [Fact]
    public async Task The_advice_after_a_page_is_about_the_network()
    {
        var stub = StubHandler.Returning(Response.With(Response.Html, 401, "text/html"));

        Assert.Equal(
            "The response does not have the form of an authorization server: a gateway or a sign-in page of the network may have sent it. "
                + "Check the network, the client id and the client secret, and try again.",
            (await Assert.ThrowsAsync<SemrushAuthenticationException>(() => Flow(true, stub).RenewAsync(Old, The.Token))).NextStep);
    }

    [Theory]
    [InlineData(500, Response.Html)]
    [InlineData(503, """{"error":"temporarily_unavailable"}""")]
    [InlineData(500, """{"error":"invalid_request"}""")]
    [InlineData(400, """{"error":"server_error"}""")]
    [InlineData(429, """{"error":"slow_down"}""")]
    [InlineData(403, Response.Html)]
    [InlineData(302, "")]
    [InlineData(200, Response.Html)]
    [InlineData(200, "{}")]
    public async Task A_failure_that_is_no_refusal_is_not_final(int status, string body)
        => Assert.IsType<SemrushApiException>(await Assert.ThrowsAnyAsync<SemrushApiException>(
            () => Flow(true, StubHandler.Returning(Response.With(body, status, "application/json"))).RenewAsync(Old, The.Token)));

    [Theory]
    [InlineData(null)]
    [InlineData("https://oauth.semrush.com/dag/device/token")]
    public async Task A_failure_tells_the_same_wherever_it_was_spent(string? endpoint)
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Echo("server_error"), 401));

        var failure = await Assert.ThrowsAnyAsync<SemrushApiException>(() => Flow(false, stub, endpoint is null ? null : new(endpoint)).RenewAsync(Old, The.Token));

        Assert.Equal(("OAuth.CreateAccessToken", null), (failure.Operation, failure.RawBody));
        Assert.DoesNotContain("version 4 of the API", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_response_is_not_final()
    {
        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(
            () => Flow(true, StubHandler.Failing(new HttpRequestException("reset"))).RenewAsync(Old, The.Token));

        Canary.AssertHiddenIn(failure);
    }

    // Through the manager: what is final ends in "sign in again" once, and then in a new sign-in.
    [Fact]
    public async Task After_a_lost_response_the_spent_token_is_rejected_once_and_the_person_signs_in_again()
    {
        var time = new Clock();
        var calls = 0;
        var stub = new StubHandler((_, _) => ++calls switch
        {
            1 => Task.FromResult(Response.Json(Canary.Tokens)),
            2 => Task.FromException<HttpResponseMessage>(new IOException("lost")),
            3 => Task.FromResult(Response.Json("""{"error":"invalid_request"}""", 400)),
            _ => Task.FromResult(Response.Json("""{"access_token":"another-token","expires_in":60}""")),
        });
        var options = Options().UseBrowser((request, _) => Task.FromResult(new Uri($"{request.RedirectUri}?code=code-{calls}&state={request.State}")));
        using var flow = new AuthorizationCodeFlow(options, new HttpClient(stub), time);
        using var manager = new TokenManager(flow, timeProvider: time);
        var api = new Uri("https://api.semrush.com/");

        Assert.Equal(Canary.AccessToken, await manager.GetAuthorizationTokenAsync(api, cancellationToken: The.Token));
        time.Advance(TimeSpan.FromDays(8));
        await Assert.ThrowsAsync<SemrushConnectionException>(() => manager.GetAuthorizationTokenAsync(api, cancellationToken: The.Token));
        var refused = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => manager.GetAuthorizationTokenAsync(api, cancellationToken: The.Token));
        Assert.Contains("Sign in again", refused.NextStep, StringComparison.Ordinal);
        Assert.Equal("another-token", await manager.GetAuthorizationTokenAsync(api, cancellationToken: The.Token));
        Assert.Equal(4, calls);
    }

    [Fact]
    public void Of_two_wrong_settings_the_address_is_named()
    {
        var options = new DeviceFlowOptions { BaseAddress = new("http://gateway.example"), Timeout = TimeSpan.Zero };

        Assert.Contains("BaseAddress", Assert.Throws<ArgumentException>("options", () => new DeviceFlow(options)).Message, StringComparison.Ordinal);
        options.BaseAddress = null;
        Assert.Contains("Timeout", Assert.Throws<ArgumentException>("options", () => new DeviceFlow(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_client_is_disposed_of_with_the_flow_and_one_of_the_caller_is_not()
    {
        using var lent = new HttpClient(StubHandler.Returning(Response.Json(Canary.Tokens)));
        var (own, borrower) = (new AuthorizationCodeFlow(Options()), new AuthorizationCodeFlow(Options(), lent));

        own.Dispose();
        borrower.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => own.RenewAsync(The.Tokens, The.Token));
        Assert.Equal(Canary.AccessToken, (await borrower.RenewAsync(The.Tokens, The.Token))!.AccessToken);
    }

    private static AuthorizationCodeFlowOptions Options(Uri? refreshEndpoint = null)
        => new() { ClientId = "client", ClientSecret = Canary.ClientSecret, RefreshEndpoint = refreshEndpoint };

    private static ITokenFlow Flow(bool device, StubHandler stub, Uri? refreshEndpoint = null) => device
        ? new DeviceFlow(new() { ClientId = "client", ClientSecret = Canary.ClientSecret, RefreshEndpoint = refreshEndpoint }, new HttpClient(stub), new Clock())
        : new AuthorizationCodeFlow(Options(refreshEndpoint), new HttpClient(stub), new Clock());
}
