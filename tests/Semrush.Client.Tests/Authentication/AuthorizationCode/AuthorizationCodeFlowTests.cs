using Microsoft.Extensions.Configuration;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AuthorizationCode;

public sealed class AuthorizationCodeFlowTests
{
    private static AuthorizationCodeFlowOptions Options => new() { ClientId = "client", ClientSecret = Canary.ClientSecret };

    [Fact]
    public async Task A_code_is_exchanged_in_a_form_with_the_redirect_address_encoded_once()
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Tokens));
        using var flow = Flow(stub);

        var tokens = await flow.ExchangeAsync(Canary.Code, The.Token);

        Assert.Equal((Canary.AccessToken, Canary.RefreshToken), (tokens.AccessToken, tokens.RefreshToken));
        Assert.Equal((Clock.Beginning, Clock.Beginning.AddDays(7)), (tokens.ObtainedAt, tokens.ExpiresAt));
        Assert.Equal(("POST", "https://oauth.semrush.com/oauth2/access_token"), (stub.Request.Method, stub.Request.Address));
        Assert.Equal("application/x-www-form-urlencoded", stub.Request.ContentType);
        Assert.Equal(
            $"grant_type=authorization_code&client_id=client&client_secret={Canary.ClientSecret}&code={Canary.Code}&redirect_uri=%2Foauth2%2Fsuccess",
            stub.Request.Body);
    }

    [Fact]
    public async Task The_same_code_is_exchanged_once()
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Tokens), Response.Json(Canary.Tokens));
        using var flow = Flow(stub);
        await flow.ExchangeAsync(Canary.Code, The.Token);

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.ExchangeAsync(Canary.Code, The.Token));
        await flow.ExchangeAsync("another-code", The.Token);

        Assert.Contains("already exchanged", failure.Message, StringComparison.Ordinal);
        Canary.AssertHiddenIn(failure);
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task Of_many_codes_the_last_256_are_remembered()
    {
        using var flow = Flow(StubHandler.Returning(_ => Response.Json(Canary.Tokens)));

        for (var code = 0; code < 257; code++)
            await flow.ExchangeAsync($"code-{code}", The.Token);

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.ExchangeAsync("code-1", The.Token));
        await flow.ExchangeAsync("code-0", The.Token);
    }

    [Fact]
    public async Task Of_100_exchanges_at_once_one_is_sent()
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Tokens));
        using var flow = Flow(stub);

        var exchanges = Enumerable.Range(0, 100).Select(_ => Task.Run(() => flow.ExchangeAsync(Canary.Code, The.Token))).ToArray();
        await Task.WhenAll(exchanges).ContinueWith(static _ => { }, TaskScheduler.Default);

        Assert.Equal(1, exchanges.Count(exchange => exchange.IsCompletedSuccessfully));
        Assert.All(exchanges.Where(exchange => exchange.IsFaulted), exchange => Assert.IsType<SemrushAuthenticationException>(exchange.Exception!.InnerException));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_code_whose_exchange_failed_on_the_way_is_not_sent_again()
    {
        var stub = StubHandler.Failing(new IOException("reset"));
        using var flow = Flow(stub);

        await Assert.ThrowsAsync<SemrushConnectionException>(() => flow.ExchangeAsync(Canary.Code, The.Token));
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.ExchangeAsync(Canary.Code, The.Token));

        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_code_that_never_left_this_machine_may_be_tried_again()
    {
        var refused = new HttpRequestException(HttpRequestError.ConnectionError, "refused", new System.Net.Sockets.SocketException());
        var calls = 0;
        using var flow = Flow(new((_, _) => ++calls == 1 ? Task.FromException<HttpResponseMessage>(refused) : Task.FromResult(Response.Json(Canary.Tokens))));

        await Assert.ThrowsAsync<SemrushConnectionException>(() => flow.ExchangeAsync(Canary.Code, The.Token));

        Assert.Equal(Canary.AccessToken, (await flow.ExchangeAsync(Canary.Code, The.Token)).AccessToken);
    }

    [Theory]
    [InlineData("invalid_grant", 400)]
    [InlineData("invalid_client", 401)]
    public async Task A_rejected_code_has_the_next_step_and_no_secret(string code, int status)
    {
        using var flow = Flow(StubHandler.Returning(Response.Json($$"""{"error":"{{code}}","error_description":"{{Canary.Code}} {{Canary.ClientSecret}}"}""", status)));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.ExchangeAsync(Canary.Code, The.Token));

        Assert.Contains("sign in again", failure.NextStep, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("*** ***", failure.ErrorMessage);
        Canary.AssertHiddenIn(failure);
    }

    [Fact]
    public async Task A_sign_in_opens_the_browser_and_exchanges_the_code_of_its_callback()
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Tokens));
        Uri? opened = null;
        using var flow = Flow(stub, Options.UseBrowser((request, _) =>
        {
            opened = request.Uri;
            return Task.FromResult(new Uri($"{request.RedirectUri}?code={Canary.Code}&state={request.State}"));
        }));

        var tokens = await flow.SignInAsync(The.Token);

        Assert.Equal(Canary.AccessToken, tokens.AccessToken);
        Assert.Equal("/oauth2/authorize", opened?.AbsolutePath);
        Assert.Contains($"&code={Canary.Code}&", stub.Request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code=canary-code-c0ffee11&state=wrong")]
    [InlineData("code=canary-code-c0ffee11")]
    [InlineData("error=access_denied&state=STATE")]
    public async Task A_callback_of_another_request_is_not_exchanged(string query)
    {
        var stub = StubHandler.Returning();
        using var flow = Flow(stub, Options.UseBrowser((request, _)
            => Task.FromResult(new Uri($"{request.RedirectUri}?{query.Replace("STATE", request.State, StringComparison.Ordinal)}"))));

        Canary.AssertHiddenIn(await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.SignInAsync(The.Token)));
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task The_page_of_Semrush_that_returns_no_state_is_taken_where_that_was_allowed()
    {
        var options = Options;
        options.RequireState = false;
        using var flow = Flow(
            StubHandler.Returning(Response.Json(Canary.Tokens)),
            options.UseBrowser((_, _) => Task.FromResult(new Uri("https://oauth.semrush.com/oauth2/success?code=UTyWR6YQAPUbtLIX9jWM4OifmK1ODVWDOVUt8hlk"))));

        Assert.Equal(Canary.AccessToken, (await flow.SignInAsync(The.Token)).AccessToken);
    }

    [Fact]
    public async Task A_web_application_completes_in_another_request()
    {
        var options = Options;
        options.RedirectUri = "https://app.example/semrush/callback";
        using var flow = Flow(StubHandler.Returning(Response.Json(Canary.Tokens)), options);
        var state = flow.CreateRequest().State;

        var tokens = await flow.CompleteAsync(new($"http://internal:8080/semrush/callback?code={Canary.Code}&state={state}"), state, The.Token);

        Assert.Equal(Canary.AccessToken, tokens.AccessToken);
    }

    [Fact]
    public async Task Without_a_browser_it_says_how_to_sign_in()
    {
        using var flow = Flow(StubHandler.Returning());

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.SignInAsync(The.Token));

        Assert.Equal("Call AuthorizationCodeFlowOptions.UseBrowser, or sign in beforehand and share the token store.", failure.NextStep);
    }

    [Fact]
    public void The_settings_bind_from_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ClientId"] = "client",
            ["ClientSecret"] = Canary.ClientSecret,
            ["RedirectUri"] = "/oauth2/other",
            ["Scopes:0"] = "siteaudit.info",
            ["RequireState"] = "false",
            ["RefreshEndpoint"] = "https://oauth.semrush.com/refresh",
        }).Build();
        var options = new AuthorizationCodeFlowOptions();
        configuration.Bind(options);

        Assert.Equal(("client", Canary.ClientSecret, "/oauth2/other", false), (options.ClientId, options.ClientSecret, options.RedirectUri, options.RequireState));
        Assert.Equal("https://oauth.semrush.com/refresh", options.RefreshEndpoint?.AbsoluteUri);
        Assert.Equal(["siteaudit.info"], options.Scopes);
        Canary.AssertHiddenIn(options.ToString());
    }

    private static AuthorizationCodeFlow Flow(StubHandler stub, AuthorizationCodeFlowOptions? options = null) => new(options ?? Options, new HttpClient(stub), new Clock());
}
