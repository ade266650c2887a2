using System.Text.Json;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Http.Retry;

namespace Semrush.Client.Tests.Http;

/// <summary>The method and path of a raw call determine its operation, its credential, its server and its retries.</summary>
public sealed class RawCallTests
{
    private const string Tracker = "/apis/v4/map-rank-tracker/v0";

    public static TheoryData<string, string, string> Operations => new()
    {
        { "GET", $"{Tracker}/campaigns", "MapRankTracker.GetCampaigns" },
        { "POST", $"{Tracker}/campaigns", "MapRankTracker.CreateCampaign" },
        { "GET", $"{Tracker}/campaigns/1", "MapRankTracker.GetCampaign" },
        { "GET", $"{Tracker}/campaigns/1/", "MapRankTracker.GetCampaign" },
        { "GET", $"{Tracker}//Campaigns/1?x=y", "MapRankTracker.GetCampaign" },
        { "DELETE", "/APIS/v4/map-rank-tracker/V0/campaigns/1", "MapRankTracker.DeleteCampaign" },
        { "PUT", $"{Tracker}/campaigns/1/collect", "MapRankTracker.CollectCampaign" },
        { "GET", $"{Tracker}/limits", "MapRankTracker.GetUserLimits" },
        { "GET", "https://oauth.semrush.com/oauth2/authorize", "OAuth.Authorize" },
        { "GET", $"{Tracker}/campaigns/1/collect", "GET" },
        { "GET", $"{Tracker}/campaign", "GET" },
        { "GET", $"{Tracker}/campaigns/1/2/3/4/5", "GET" },
        { "PUT", Tracker, "PUT" },
        { "GET", "/elsewhere", "GET" },
        { "POST", "/dag/device/code", "POST" },
        { "POST", "https://oauth.semrush.com/dag/device/code", "DeviceAuthorization.CreateDeviceCode" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Server_method_and_path_determine_the_operation(string method, string address, string operation)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json("{}", 404)), The.Options);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.SendAsync(new(method), address, cancellationToken: The.Token));

        Assert.Equal(operation, failure.Operation);
    }

    [Theory]
    [InlineData("GET", "/elsewhere", 2)]
    [InlineData("HEAD", "/elsewhere", 2)]
    [InlineData("OPTIONS", "/elsewhere", 2)]
    [InlineData("POST", "/elsewhere", 1)]
    [InlineData("PUT", "/elsewhere", 1)]
    [InlineData("DELETE", "/elsewhere", 1)]
    [InlineData("PATCH", "/elsewhere", 1)]
    [InlineData("GET", $"{Tracker}/limits", 2)]
    [InlineData("POST", $"{Tracker}/campaigns", 1)]
    public async Task A_request_that_may_have_been_processed_is_retried_only_if_its_method_is_safe(string method, string address, int requests)
    {
        var stub = StubHandler.Returning(_ => Response.Json("{}", 500));
        var options = The.Options;
        options.Retry = new() { MaxRetries = 1, Delay = TimeSpan.Zero };
        using var client = The.Client(stub, options);

        await Assert.ThrowsAsync<SemrushApiException>(() => client.SendAsync(new(method), address, cancellationToken: The.Token));

        Assert.Equal(requests, stub.Requests.Count);
    }

    [Fact]
    public async Task An_unknown_method_is_not_safe()
    {
        var stub = StubHandler.Returning(_ => Response.Json("{}", 500));
        var options = The.Options;
        options.Retry = new() { MaxRetries = 1, Delay = TimeSpan.Zero };
        using var client = The.Client(stub, options);

        // A new one each time: the operation of a method is kept for the life of the process.
        await Assert.ThrowsAsync<SemrushApiException>(() => client.SendAsync(new($"M{Guid.NewGuid():N}"), "/elsewhere", cancellationToken: The.Token));

        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData($"{Tracker}/limits", "Bearer tracker")]
    [InlineData($"{Tracker}/elsewhere", "Bearer tracker")]
    [InlineData("/elsewhere", "Bearer rest")]
    [InlineData("/apis", "Bearer rest")]
    [InlineData("https://oauth.semrush.com/apis/v4/map-rank-tracker/v0/limits", "Bearer rest")]
    public async Task The_credential_is_that_of_the_API_area(string address, string header)
    {
        var stub = StubHandler.Returning(_ => Response.Json("{}"));
        var options = new SemrushClientOptions().UseAccessTokenProvider(new StaticAccessTokenProvider("rest"))
            .UseAccessTokenProvider("MapRankTracker", new StaticAccessTokenProvider("tracker"));
        using var client = The.Client(stub, options);

        await client.SendAsync(HttpMethod.Get, address, cancellationToken: The.Token);

        Assert.Equal(header, Assert.Single(stub.Request.Header("Authorization")));
    }

    [Theory]
    [InlineData(null, $"{Tracker}/limits?a=b", $"https://api.semrush.com{Tracker}/limits?a=b")]
    [InlineData(null, "https://oauth.semrush.com/x", "https://oauth.semrush.com/x")]
    [InlineData("https://gateway.example", $"{Tracker}/limits?a=b", $"https://gateway.example{Tracker}/limits?a=b")]
    [InlineData("https://gateway.example/base/", $"{Tracker}/limits", $"https://gateway.example/base{Tracker}/limits")]
    [InlineData("https://gateway.example/base", "https://oauth.semrush.com/x", "https://gateway.example/base/x")]
    [InlineData("https://gateway.example/base", $"https://gateway.example/base{Tracker}/limits", $"https://gateway.example/base{Tracker}/limits")]
    public async Task An_address_of_Semrush_is_replaced_by_that_of_the_settings(string? server, string address, string sent)
    {
        var stub = StubHandler.Returning(_ => Response.Json("{}"));
        using var client = The.Client(stub, new() { ApiKey = The.ApiKey, BaseAddress = server is null ? null : new(server) });

        await client.SendAsync(HttpMethod.Get, address, cancellationToken: The.Token);

        Assert.Equal(sent, stub.Request.Address);
    }

    [Theory]
    [InlineData("https://gateway.example/base", $"https://gateway.example/base{Tracker}/limits", "MapRankTracker.GetUserLimits")]
    [InlineData("https://gateway.example/base", $"https://gateway.example{Tracker}/limits", "MapRankTracker.GetUserLimits")]
    [InlineData("https://gateway.example/base", $"https://gateway.example/based{Tracker}/limits", "GET")]
    [InlineData("https://gateway.example/apis/v4/map", $"https://gateway.example{Tracker}/limits", "MapRankTracker.GetUserLimits")]
    [InlineData("https://gateway.example", "https://gateway.example/elsewhere", "GET")]
    [InlineData("https://gateway.example", $"{Tracker}/limits", "MapRankTracker.GetUserLimits")]
    public async Task At_the_server_of_the_settings_the_rest_of_the_path_determines_the_operation(string server, string address, string operation)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json("{}", 404)), new() { ApiKey = The.ApiKey, BaseAddress = new(server) });

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.SendAsync(HttpMethod.Get, address, cancellationToken: The.Token));

        Assert.Equal(operation, failure.Operation);
    }

    [Theory]
    [InlineData(null, "https://elsewhere.example/")]
    [InlineData(null, "http://api.semrush.com/")]
    [InlineData(null, "https://api.semrush.com:444/")]
    [InlineData("https://gateway.example", "https://elsewhere.example/")]
    [InlineData("https://gateway.example", "https://gateway.example:444/")]
    public async Task Another_server_is_not_called(string? server, string address)
    {
        var stub = StubHandler.Returning();
        using var client = The.Client(stub, new() { ApiKey = The.ApiKey, BaseAddress = server is null ? null : new(server) });
        using var http = new HttpClient(client.CreateHandler());

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.SendAsync(HttpMethod.Get, address, cancellationToken: The.Token));
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => http.GetAsync(new Uri(address), The.Token));

        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task The_failure_for_another_server_names_its_host_and_port_only()
    {
        using var client = The.Client(StubHandler.Returning(), new() { ApiKey = The.ApiKey });

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(
            () => client.SendAsync(HttpMethod.Get, "http://me:canary@gateway.example:81/path?canary", cancellationToken: The.Token));

        Assert.Equal(
            "The credential was not sent to http://gateway.example:81: it goes only to the servers that it was made for. "
                + "Name the server when you make the credential, with CredentialHosts.Only, or as the BaseAddress of the settings that have it.",
            failure.Message);
        Assert.Equal("Authentication", failure.Operation);
    }

    [Fact]
    public async Task A_request_without_a_credential_is_not_sent()
    {
        var stub = StubHandler.Returning();
        using var client = The.Client(stub, new SemrushClientOptions().UseAccessTokenProvider(new CustomTokenProvider(static _ => Task.FromResult(""))));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.SendAsync(HttpMethod.Get, "/path?canary", cancellationToken: The.Token));

        Assert.Equal(
            "No credential is available for https://api.semrush.com, so the request was not sent. Check the authentication provider that the client was given.",
            failure.Message);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task Plain_http_is_not_sent_through_a_proxy()
    {
        using var network = new SocketsHttpHandler { Proxy = new System.Net.WebProxy("http://me:canary@proxy.example:8080") };
        using var client = new SemrushClient(new() { ApiKey = The.ApiKey, BaseAddress = new("http://localhost:81/") }, new HttpClient(network));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.SendAsync(HttpMethod.Get, "/path?canary", cancellationToken: The.Token));

        Assert.Equal(
            "The credential was not sent to http://localhost:81: the HttpClient sends it through the proxy http://proxy.example:8080, which could read it. "
                + "Turn UseProxy off on the handler of the HttpClient, or name the host in NO_PROXY.",
            failure.Message);
    }

    [Theory]
    [InlineData("GET", $"{Tracker}/limits", 2)]
    [InlineData("PUT", $"{Tracker}/campaigns/1/collect", 1)]
    public async Task A_handler_retries_by_the_retry_class_and_returns_the_last_response(string method, string address, int requests)
    {
        var stub = StubHandler.Returning(_ => Response.Json("""{"a":1}""", 503));
        var options = The.Options;
        options.Retry = new() { MaxRetries = 1, Delay = TimeSpan.Zero };
        using var client = The.Client(stub, options);
        using var http = new HttpClient(client.CreateHandler()) { BaseAddress = new("https://api.semrush.com") };
        using var request = new HttpRequestMessage(new(method), address);

        using var response = await http.SendAsync(request, The.Token);

        Assert.Equal((503, """{"a":1}""", requests), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(The.Token), stub.Requests.Count));
        Assert.Equal($"Apikey {The.ApiKey}", stub.Requests[^1].Header("Authorization").Single());
    }

    [Fact]
    public async Task A_body_is_sent_as_it_is_and_the_response_is_returned_whole()
    {
        var stub = StubHandler.Returning(Response.Json("""{"meta":{},"data":[1,"2"]}"""));
        using var client = The.Client(stub, The.Options);

        var response = await client.SendAsync(HttpMethod.Post, "/elsewhere", JsonSerializer.Deserialize<JsonElement>("""{"b":[null]}"""), cancellationToken: The.Token);

        Assert.Equal(("application/json", """{"b":[null]}"""), (stub.Request.ContentType, stub.Request.Body));
        Assert.Equal("""{"meta":{},"data":[1,"2"]}""", response.GetRawText());
    }

    [Fact]
    public async Task A_response_without_a_body_is_undefined()
    {
        using var client = The.Client(StubHandler.Returning(new HttpResponseMessage(System.Net.HttpStatusCode.NoContent)), The.Options);

        Assert.Equal(JsonValueKind.Undefined, (await client.SendAsync(HttpMethod.Delete, "/elsewhere", cancellationToken: The.Token)).ValueKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ftp://api.semrush.com/")]
    [InlineData("https://")]
    public async Task An_invalid_address_is_rejected(string address)
    {
        using var client = The.Client(StubHandler.Returning(), The.Options);

        await Assert.ThrowsAsync<ArgumentException>(nameof(address), () => client.SendAsync(HttpMethod.Get, address, cancellationToken: The.Token));
    }
}
