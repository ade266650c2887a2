using Microsoft.Extensions.Configuration;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Device;

public sealed class DeviceSignInTests
{
    [Fact]
    public async Task The_requests_name_scopes_in_form_and_query_and_codes_and_no_client()
    {
        var server = new DeviceServer(DeviceServer.Tokens) { Options = { Scopes = { "user.id", "siteaudit.info" }, ClientId = "client", ClientSecret = Canary.ClientSecret } };

        await server.RunAsync();

        var (code, poll) = (server.Stub.Requests[0], server.Stub.Requests[1]);
        Assert.Equal(("POST", "https://oauth.semrush.com/dag/device/code?scope=user.id,siteaudit.info", "scope=user.id%2Csiteaudit.info"), (code.Method, code.Address, code.Body));
        Assert.All([code, poll], request => Assert.Equal(("POST", "application/x-www-form-urlencoded"), (request.Method, request.ContentType)));
        Assert.Equal($"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code={Canary.DeviceCode}", poll.Body);
        Assert.All([code, poll], request => Assert.Empty(request.Header("Authorization")));
    }

    [Fact]
    public async Task Without_scopes_it_asks_for_the_one_that_Semrush_documents()
    {
        var server = new DeviceServer(DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal(("?scope=user.id", "scope=user.id"), (server.Stub.Requests[0].Query, server.Stub.Requests[0].Body));
    }

    [Fact]
    public async Task Where_a_server_wants_them_in_one_place_the_scopes_are_in_the_form_or_in_the_query()
    {
        var form = new DeviceServer(DeviceServer.Tokens) { Options = { CodeParameters = DeviceCodeParameters.Form } };
        var query = new DeviceServer(DeviceServer.Tokens) { Options = { CodeParameters = DeviceCodeParameters.Query } };

        await form.RunAsync();
        await query.RunAsync();

        Assert.Equal(("", "scope=user.id"), (form.Stub.Requests[0].Query, form.Stub.Requests[0].Body));
        Assert.Equal(("?scope=user.id", "", null), (query.Stub.Requests[0].Query, query.Stub.Requests[0].Body, query.Stub.Requests[0].ContentType));
    }

    [Fact]
    public async Task A_client_without_a_name_is_not_named()
    {
        var server = new DeviceServer(DeviceServer.Tokens) { Options = { CodeParameters = DeviceCodeParameters.Form, ClientId = "" } };

        await server.RunAsync();

        Assert.Equal("scope=user.id", server.Stub.Requests[0].Body);
    }

    [Fact]
    public async Task The_person_is_shown_the_page_with_the_code_in_it_and_until_when_it_lasts()
    {
        var server = new DeviceServer(DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal(new DevicePrompt(new("https://oauth.semrush.com/dag/auth/verify_code?code=AVZV-MSPD"), "AVZV-MSPD", Clock.Beginning.AddSeconds(300)), server.Prompt);
        Canary.AssertHiddenIn(server.Prompt.ToString());
    }

    [Fact]
    public async Task A_complete_page_is_shown_where_there_is_one_and_a_user_code_may_be_missing()
    {
        var server = new DeviceServer(
            """{"device_code":"CODE","verification_uri":"https://semrush.example/","verification_uri_complete":"https://semrush.example/?c=1"}""", DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal(("https://semrush.example/?c=1", ""), (server.Prompt.VerificationUri.AbsoluteUri, server.Prompt.UserCode));
    }

    [Fact]
    public async Task The_tokens_last_as_long_as_the_server_says_and_7_days_where_it_does_not()
    {
        var documented = await new DeviceServer(DeviceServer.Tokens).RunAsync();
        var unsaid = await new DeviceServer(DeviceServer.Gives(() => Response.Json("""{"access_token":"a-token"}"""))).RunAsync();
        var absurd = await new DeviceServer(DeviceServer.Gives(() => Response.Json("""{"access_token":"a-token","expires_in":9223372036854775807,"token_type":"bearer"}"""))).RunAsync();

        Assert.Equal((Canary.AccessToken, Canary.RefreshToken, Clock.Beginning.AddSeconds(5)), (documented.AccessToken, documented.RefreshToken, documented.ObtainedAt));
        Assert.Equal(TimeSpan.FromDays(7), documented.ExpiresAt - documented.ObtainedAt);
        Assert.Equal((TimeSpan.FromDays(7), null), (unsaid.ExpiresAt - unsaid.ObtainedAt, unsaid.RefreshToken));
        Assert.True(absurd.ExpiresAt > Clock.Beginning.AddYears(50));
    }

    [Theory]
    [InlineData("""{"access_token":"line\r\nbreak"}""")]
    [InlineData("""{"access_token":"a-token","token_type":"mac"}""")]
    public async Task A_token_that_no_header_can_carry_ends_it(string answer)
    {
        var server = new DeviceServer(DeviceServer.Gives(() => Response.Json(answer)));

        await Assert.ThrowsAsync<SemrushAuthenticationException>(server.RunAsync);

        Assert.Equal([5], server.PolledAt);
    }

    [Theory]
    [InlineData("http://oauth.semrush.com/dag/auth/verify_code?code=AVZV-MSPD")]
    [InlineData("http://127.0.0.1:8080/verify")]
    [InlineData("https://oauth.semrush.com@evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/dag/auth/verify_code")]
    [InlineData("")]
    public async Task A_page_that_is_not_https_is_not_shown(string page)
    {
        var server = new DeviceServer($$"""{"device_code":"CODE","user_code":"AVZV-MSPD","verification_uri":"{{page}}","expires_in":300}""", DeviceServer.Tokens);

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(server.RunAsync);

        Assert.False(server.HasPrompted);
        Assert.Empty(server.PolledAt);
        Assert.DoesNotContain("AVZV", failure.ToString(), StringComparison.Ordinal);
        Canary.AssertHiddenIn(failure);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"/verify?c=1\"")]
    [InlineData("\"http://semrush.example/?c=1\"")]
    [InlineData("\"https://semrush.example@evil.example/\"")]
    [InlineData("\"no address\"")]
    [InlineData("5")]
    [InlineData("[\"https://semrush.example/?c=1\"]")]
    public async Task Where_the_complete_page_cannot_be_shown_the_other_one_is(string complete)
    {
        var server = new DeviceServer(
            $$"""{"device_code":"CODE","user_code":"AVZV-MSPD","verification_uri":"https://semrush.example/","verification_uri_complete":{{complete}}}""", DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal("https://semrush.example/", server.Prompt.VerificationUri.AbsoluteUri);
    }

    [Fact]
    public async Task A_page_on_this_machine_is_shown_where_the_server_is_there_too()
    {
        var server = new DeviceServer("""{"device_code":"CODE","verification_uri":"http://127.0.0.1:8080/verify"}""", DeviceServer.Tokens) { Options = { BaseAddress = new("http://127.0.0.1:8080") } };

        await server.RunAsync();

        Assert.Equal(8080, server.Prompt.VerificationUri.Port);
    }

    [Fact]
    public async Task An_response_without_a_code_is_a_failure_of_the_family()
    {
        var server = new DeviceServer("{}", DeviceServer.Tokens);

        Assert.Contains("has no device code", (await Assert.ThrowsAsync<SemrushApiException>(server.RunAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_prompt_no_code_is_asked_for()
    {
        var stub = StubHandler.Returning();
        using var flow = new DeviceFlow(new(), new HttpClient(stub));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.SignInAsync(The.Token));

        Assert.Contains("UsePrompt", failure.NextStep, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task An_exception_of_the_prompt_is_thrown()
    {
        var server = new DeviceServer(DeviceServer.Tokens);
        server.Options.UsePrompt((_, _) => throw new InvalidOperationException("no terminal"));

        await Assert.ThrowsAsync<InvalidOperationException>(server.RunAsync);
        Assert.Empty(server.PolledAt);
    }

    [Fact]
    public async Task The_settings_bind_from_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Scopes:0"] = "siteaudit.info",
            ["CodeParameters"] = "Query",
            ["ClientId"] = "client",
            ["ClientSecret"] = Canary.ClientSecret,
            ["RefreshEndpoint"] = "https://oauth.semrush.com/dag/device/token",
            ["BaseAddress"] = "http://127.0.0.1:9/emulator",
            ["Timeout"] = "00:00:07",
        }).Build();
        var options = new DeviceFlowOptions();
        configuration.Bind(options);
        var stub = StubHandler.Returning(Response.Json("{}"));
        using var flow = new DeviceFlow(options.UsePrompt((_, _) => Task.CompletedTask), new HttpClient(stub));

        await Assert.ThrowsAsync<SemrushApiException>(() => flow.SignInAsync(The.Token));

        Assert.Equal(TimeSpan.FromSeconds(7), options.Timeout);
        Assert.Equal(("http://127.0.0.1:9/emulator/dag/device/code?scope=siteaudit.info", ""), (stub.Request.Address, stub.Request.Body));
        Assert.Equal("device;client=client;scope=siteaudit.info;server=http://127.0.0.1:9/emulator", flow.Name);
    }

    [Theory]
    [InlineData("ClientSecret", "client", null, "user.id", null, null)]
    [InlineData("ClientId", null, "secret", "user.id", null, null)]
    [InlineData("Scopes", null, null, "user.id siteaudit.info", null, null)]
    [InlineData("Scopes", null, null, "user.id,siteaudit.info", null, null)]
    [InlineData("Scopes", null, null, "", null, null)]
    [InlineData("RefreshEndpoint", null, null, "user.id", "http://oauth.semrush.com/oauth2/access_token", null)]
    [InlineData("RefreshEndpoint", null, null, "user.id", "http://127.0.0.1:8080/oauth2/access_token", null)]
    [InlineData("BaseAddress", null, null, "user.id", null, "http://evil.example/")]
    public void A_setting_that_is_wrong_is_named_at_once(string setting, string? id, string? secret, string scope, string? refreshEndpoint, string? baseAddress)
    {
        var options = new DeviceFlowOptions
        {
            ClientId = id,
            ClientSecret = secret,
            Scopes = { scope },
            RefreshEndpoint = refreshEndpoint is null ? null : new(refreshEndpoint),
            BaseAddress = baseAddress is null ? null : new(baseAddress),
        };

        var failure = Assert.ThrowsAny<ArgumentException>(() => new DeviceFlow(options));

        Assert.StartsWith(setting, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_named_by_its_scopes_in_any_order()
    {
        using var one = new DeviceFlow(new() { Scopes = { "b", "a" } });
        using var other = new DeviceFlow(new() { Scopes = { "a", "b" } });

        Assert.Equal("device;scope=a,b;server=https://oauth.semrush.com", one.Name);
        Assert.Equal(one.Name, other.Name);
    }

    [Fact]
    public void A_flow_is_named_by_its_client_with_or_without_a_secret()
    {
        using var secret = new DeviceFlow(new() { ClientId = "client", ClientSecret = Canary.ClientSecret });
        using var open = new DeviceFlow(new() { ClientId = "client", CodeParameters = DeviceCodeParameters.Form });

        Assert.Equal("device;client=client;scope=user.id;server=https://oauth.semrush.com", secret.Name);
        Assert.Equal(secret.Name, open.Name);
    }

    [Fact]
    public void A_client_that_is_lent_is_not_disposed()
    {
        var stub = StubHandler.Returning();
        using (new DeviceFlow(new(), new HttpClient(stub)))
        {
        }

        Assert.False(stub.IsDisposed);
    }
}
