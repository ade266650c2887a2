using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions;
using Refit;
using Semrush.Client.Authentication;
using Semrush.Client.ContractTests.Wire;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Foreign;

/// <summary>A raw HttpClient, a Kiota adapter and a Refit client have the credential, the limit and the retries of the client that made their handler.</summary>
public sealed class ForeignClientTests
{
    private const string Server = "https://api.semrush.com/apis/v4/map-rank-tracker/v0";

    // Gets the limits of the user, and returns the status.
    private static readonly Dictionary<string, Func<SemrushClient, Task<HttpStatusCode>>> Clients = new()
    {
        ["HttpClient"] = async semrush =>
        {
            using var http = new HttpClient(semrush.CreateHandler());
            using var response = await http.GetAsync(new Uri($"{Server}/limits"), Token);
            return response.StatusCode;
        },
        ["Kiota"] = async semrush =>
        {
            try
            {
                var adapter = semrush.CreateRequestAdapter();
                adapter.BaseUrl = Server;
                await using var body = await adapter.SendPrimitiveAsync<Stream>(new(Method.GET, "{+baseurl}/limits", new Dictionary<string, object>()), cancellationToken: Token);
                return HttpStatusCode.OK;
            }
            catch (Microsoft.Kiota.Abstractions.ApiException failure)
            {
                return (HttpStatusCode)failure.ResponseStatusCode;
            }
        },
        ["Refit"] = async semrush =>
        {
            using var http = new HttpClient(semrush.CreateHandler()) { BaseAddress = new(Server) };
            using var response = await RestService.For<ILimits>(http).GetAsync(Token);
            return response.StatusCode!.Value;
        },
    };

    public static TheoryData<string> Names => [.. Clients.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_has_the_credential_and_the_address_of_the_client(string name)
    {
        await using var emulator = SemrushEmulator.Start();
        using var semrush = emulator.CreateClient();

        Assert.Equal(HttpStatusCode.OK, await Clients[name](semrush));

        Assert.Equal(("GetUserLimits", "Apikey"), (emulator.Calls[^1].OperationId, emulator.Calls[^1].AuthorizationScheme));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Requests_keep_to_the_rate_limit_of_the_account(string name)
    {
        await using var emulator = SemrushEmulator.Start();
        using var semrush = emulator.CreateClient(options => options.RateLimit.Enabled = true);
        var started = TimeProvider.System.GetTimestamp();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Clients[name](semrush)));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        // Ten in the first second, ten in the next, and the rest.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(2), TimeSpan.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_is_retried_by_its_class_and_the_last_response_is_returned(string name)
    {
        await using var emulator = SemrushEmulator.Start();
        using var semrush = emulator.CreateClient(options => options.Retry.Delay = TimeSpan.FromMilliseconds(1));

        emulator.FailNext(Fault.Status(503));
        Assert.Equal(HttpStatusCode.OK, await Clients[name](semrush));
        Assert.Equal([503, 200], emulator.Calls.Select(call => call.Status!.Value));

        for (var attempt = 0; attempt < 4; attempt++)
            emulator.FailNext(Fault.Status(553));
        Assert.Equal((HttpStatusCode)553, await Clients[name](semrush));
        Assert.Equal(6, emulator.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Token_is_refreshed_after_a_401(string name)
    {
        await using var emulator = SemrushEmulator.Start();
        var options = new AuthorizationCodeFlowOptions();
        emulator.Configure(options);
        options.UseBrowser((request, _) => Task.FromResult(emulator.Authorization.ApproveAuthorization(request.Uri)));
        using var flow = new AuthorizationCodeFlow(options);
        await using var tokens = new TokenManager(flow);
        using var semrush = new SemrushClient(new SemrushClientOptions { BaseAddress = emulator.Address }.UseAccessTokenProvider(tokens));
        await Clients[name](semrush);

        emulator.Authorization.ExpireAccessTokens();

        Assert.Equal(HttpStatusCode.OK, await Clients[name](semrush));
        Assert.Equal([("GetUserLimits", 401), ("CreateAccessToken", 200), ("GetUserLimits", 200)], emulator.Calls.TakeLast(3).Select(call => (call.OperationId!, call.Status!.Value)));
    }

    [Theory]
    [InlineData("{\"message\":\"\\ud83d ", "")]
    [InlineData("\ufeff{\"message\":\"\\ud83d ", "\"}")]
    public async Task Failed_response_is_returned_unchanged(string start, string end)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(start), 0xFF, .. Enumerable.Repeat((byte)'x', 100_000), .. Encoding.UTF8.GetBytes(end)];
        await using var server = new WireServer
        {
            Script = _ => async connection =>
            {
                await connection.ReadAsync();
                await connection.WriteAsync($"HTTP/1.1 404 Not Here\r\nContent-Type: application/problem+json; charset=utf-8\r\nX-Mine: 1\r\nContent-Length: {body.Length}\r\n\r\n");
                await connection.WriteAsync(body);
            },
        };
        using var client = Client(server);
        using var http = new HttpClient(client.CreateHandler());

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Server}/limits");
        using var response = await http.SendAsync(request, Token);

        Assert.Equal((404, "Not Here", "application/problem+json", "1"), ((int)response.StatusCode, response.ReasonPhrase, response.Content.Headers.ContentType!.MediaType, Assert.Single(response.Headers.GetValues("X-Mine"))));
        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Same(request, response.RequestMessage);
    }

    [Theory]
    [InlineData("PUT", "/apis/v4/map-rank-tracker/v0/campaigns/c1/collect", 429, 1)] // never
    [InlineData("PUT", "/apis/v4/map-rank-tracker/v0//Campaigns/c1/collect/", 429, 1)]
    [InlineData("DELETE", "/apis/v4/map-rank-tracker/v0/campaigns/c1", 502, 1)] // rejected
    [InlineData("GET", "/apis/v4/map-rank-tracker/v0/campaigns/c1", 502, 4)] // safe
    [InlineData("POST", "/apis/v4/hermes/v0/event", 502, 4)] // keyed
    [InlineData("GET", "/apis/v4/unheard/of", 502, 4)]
    [InlineData("POST", "/apis/v4/unheard/of", 502, 1)]
    [InlineData("POST", "/apis/v4/unheard/of", 429, 4)]
    public async Task Request_has_the_retry_class_of_its_operation_or_of_its_method(string method, string path, int status, int requests)
    {
        await using var server = new WireServer { Script = _ => WireResponse.Sending(WireResponse.Head(status, "Content-Length: 0")) };
        using var client = Client(server);
        using var http = new HttpClient(client.CreateHandler());

        using var response = await http.SendAsync(new HttpRequestMessage(new(method), "https://api.semrush.com" + path), Token);

        Assert.Equal((status, requests), ((int)response.StatusCode, server.Arrivals));
    }

    [Fact]
    public async Task Retry_has_the_same_body_and_headers_and_the_credential_of_the_client()
    {
        await using var emulator = SemrushEmulator.Start();
        using var semrush = emulator.CreateClient(options => options.Retry.Delay = TimeSpan.FromMilliseconds(1));
        using var http = new HttpClient(semrush.CreateHandler());
        emulator.FailNext(Fault.Status(429));

        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Server}/campaigns") { Content = new StringContent("""{"placeId":"ChIJ","keywords":["bakery"]}""", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", "another-token");
        using var response = await http.SendAsync(request, Token);

        Assert.Equal([429, 200], emulator.Calls.Select(call => call.Status!.Value));
        Assert.Equal("Apikey", emulator.Calls[^1].AuthorizationScheme);
        Assert.Equal("bakery", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["data"]!["keywords"]![0]!["name"]);
    }

    [Theory]
    [InlineData("//elsewhere.example/apis/v4/limits")]
    [InlineData("https://elsewhere.example/apis/v4/limits")]
    [InlineData("http://api.semrush.com/apis/v4/limits")]
    [InlineData("https://api.semrush.com:8443/apis/v4/limits")]
    public async Task No_credential_goes_to_a_server_that_no_contract_names(string address)
    {
        using var semrush = new SemrushClient(new SemrushClientOptions().UseAuthenticationProvider(new Microsoft.Kiota.Abstractions.Authentication.AnonymousAuthenticationProvider()));
        using var http = new HttpClient(semrush.CreateHandler());

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => semrush.SendAsync(HttpMethod.Get, address, cancellationToken: Token));
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => http.GetAsync(new Uri(new("https://api.semrush.com"), address), Token));
    }

    [Fact]
    public async Task Only_a_credential_a_limit_and_a_connection_cause_exceptions()
    {
        await using var emulator = SemrushEmulator.Start();
        using var semrush = emulator.CreateClient(options => (options.Retry.MaxRetries, options.RateLimit.Enabled, options.RateLimit.ConcurrentRequests, options.RateLimit.MaxWait) = (0, true, 1, TimeSpan.FromMilliseconds(500)));
        using var http = new HttpClient(semrush.CreateHandler());

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => http.GetAsync(new Uri("https://elsewhere.example/"), Token));
        emulator.FailNext(Fault.Disconnect());
        await Assert.ThrowsAsync<SemrushConnectionException>(() => http.GetAsync(new Uri($"{Server}/limits"), Token));
        emulator.FailNext(Fault.Delay(TimeSpan.FromSeconds(3)));
        var slow = http.GetAsync(new Uri($"{Server}/limits"), Token);
        Assert.True((await Assert.ThrowsAsync<SemrushConnectionException>(() => http.GetAsync(new Uri($"{Server}/limits"), Token))).NeverSent);
        (await slow).Dispose();
        Assert.Throws<NotSupportedException>(() => http.Send(new(HttpMethod.Get, $"{Server}/limits"), Token));
    }

    [Fact]
    public async Task Raw_call_sends_and_returns_json()
    {
        await using var emulator = SemrushEmulator.Start();
        using var semrush = emulator.CreateClient();
        var told = new List<SemrushResponse>();

        var limits = await semrush.SendAsync(HttpMethod.Get, "/apis/v4/map-rank-tracker/v0/limits", options: new() { OnResponse = told.Add }, cancellationToken: Token);
        var created = await semrush.SendAsync(HttpMethod.Post, $"{Server}/campaigns", JsonElement.Parse("""{"placeId":"ChIJ","keywords":["bakery"]}"""), cancellationToken: Token);
        var rejected = await Assert.ThrowsAsync<SemrushApiException>(() => semrush.SendAsync(HttpMethod.Get, $"{Server}/campaigns/none", cancellationToken: Token));

        Assert.True(limits.GetProperty("meta").GetProperty("success").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, Assert.Single(told).StatusCode);
        Assert.Equal("bakery", created.GetProperty("data").GetProperty("keywords")[0].GetProperty("name").GetString());
        Assert.Equal((HttpStatusCode.NotFound, "MapRankTracker.GetCampaign"), (rejected.StatusCode, rejected.Operation));
        await Assert.ThrowsAsync<ArgumentException>("address", () => semrush.SendAsync(HttpMethod.Get, "ftp://api.semrush.com/", cancellationToken: Token));
    }

    [Theory]
    [InlineData("""{"meta":{"success":false},"error":{"code":7,"message":"no"}}""")]
    [InlineData("<html>")]
    public async Task Raw_call_fails_if_a_response_with_status_200_reports_a_failure(string body)
    {
        await using var server = new WireServer { Script = _ => WireResponse.Sending($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}") };
        using var client = Client(server);

        await Assert.ThrowsAsync<SemrushApiException>(() => client.SendAsync(HttpMethod.Get, "/apis/v4/new", cancellationToken: Token));
    }

    private static SemrushClient Client(WireServer server) => new(WireClient.Configure(new(), server, retries: 3));

    internal interface ILimits
    {
        [Get("/limits")]
        Task<IApiResponse<string>> GetAsync(CancellationToken cancellationToken);
    }
}
