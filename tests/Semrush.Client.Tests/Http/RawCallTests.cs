using System.Text.Json;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Http;

/// <summary>A call that no generated method makes is told by its method and path: its operation, its credential, its server and its retries.</summary>
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
    public async Task An_operation_is_told_by_its_server_method_and_path(string method, string address, string operation)
    {
        using var client = The.Client(StubHandler.Answering(Answer.Json("{}", 404)), The.Options);

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
    public async Task What_may_have_been_done_is_sent_again_only_where_the_method_is_safe(string method, string address, int requests)
    {
        var stub = StubHandler.Answering(_ => Answer.Json("{}", 500));
        var options = The.Options;
        options.Retry = new() { MaxRetries = 1, Delay = TimeSpan.Zero };
        using var client = The.Client(stub, options);

        await Assert.ThrowsAsync<SemrushApiException>(() => client.SendAsync(new(method), address, cancellationToken: The.Token));

        Assert.Equal(requests, stub.Requests.Count);
    }

    [Fact]
    public async Task A_method_that_HTTP_does_not_know_is_not_safe()
    {
        var stub = StubHandler.Answering(_ => Answer.Json("{}", 500));
        var options = The.Options;
        options.Retry = new() { MaxRetries = 1, Delay = TimeSpan.Zero };
        using var client = The.Client(stub, options);

        // A new one each time: what is known of a method is kept for the life of the process.
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
        var stub = StubHandler.Answering(_ => Answer.Json("{}"));
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
    public async Task What_names_a_server_of_Semrush_goes_to_that_of_the_settings(string? server, string address, string sent)
    {
        var stub = StubHandler.Answering(_ => Answer.Json("{}"));
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
    public async Task At_the_server_of_the_settings_the_path_after_its_own_tells_the_operation(string server, string address, string operation)
    {
        using var client = The.Client(StubHandler.Answering(Answer.Json("{}", 404)), new() { ApiKey = The.ApiKey, BaseAddress = new(server) });

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
        var stub = StubHandler.Answering();
        using var client = The.Client(stub, new() { ApiKey = The.ApiKey, BaseAddress = server is null ? null : new(server) });
        using var http = new HttpClient(client.CreateHandler());

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.SendAsync(HttpMethod.Get, address, cancellationToken: The.Token));
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => http.GetAsync(new Uri(address), The.Token));

        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData("GET", $"{Tracker}/limits", 2)]
    [InlineData("PUT", $"{Tracker}/campaigns/1/collect", 1)]
    public async Task A_handler_retries_by_the_retry_class_and_returns_the_last_response(string method, string address, int requests)
    {
        var stub = StubHandler.Answering(_ => Answer.Json("""{"a":1}""", 503));
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
        var stub = StubHandler.Answering(Answer.Json("""{"meta":{},"data":[1,"2"]}"""));
        using var client = The.Client(stub, The.Options);

        var response = await client.SendAsync(HttpMethod.Post, "/elsewhere", JsonSerializer.Deserialize<JsonElement>("""{"b":[null]}"""), cancellationToken: The.Token);

        Assert.Equal(("application/json", """{"b":[null]}"""), (stub.Request.ContentType, stub.Request.Body));
        Assert.Equal("""{"meta":{},"data":[1,"2"]}""", response.GetRawText());
    }

    [Fact]
    public async Task A_response_without_a_body_is_undefined()
    {
        using var client = The.Client(StubHandler.Answering(new HttpResponseMessage(System.Net.HttpStatusCode.NoContent)), The.Options);

        Assert.Equal(JsonValueKind.Undefined, (await client.SendAsync(HttpMethod.Delete, "/elsewhere", cancellationToken: The.Token)).ValueKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ftp://api.semrush.com/")]
    [InlineData("https://")]
    public async Task What_is_no_address_is_refused(string address)
    {
        using var client = The.Client(StubHandler.Answering(), The.Options);

        await Assert.ThrowsAsync<ArgumentException>(nameof(address), () => client.SendAsync(HttpMethod.Get, address, cancellationToken: The.Token));
    }
}
