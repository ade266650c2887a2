using System.Diagnostics;
using Semrush.Client.Authentication;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>The headers of a request are those that docs/reliability.md lists, also within a trace of the application.</summary>
public sealed class SentHeaderTests
{
    private static readonly string[] Always = ["Accept-Encoding", "Content-Length", "Host", "User-Agent"];

    public static TheoryData<string> Makers => [.. WireClient.Makers];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Makers))]
    public async Task Call_sends_these_headers_and_no_trace_or_baggage(string maker)
    {
        await using var server = new WireServer();
        var seen = Listen(server, WireResponse.Json);
        await using var client = WireClient.Make(maker, server);

        await Traced(async () =>
        {
            await client.Tracker.GetUserLimitsAsync(cancellationToken: Token);
            await client.Tracker.CreateCampaignAsync(new CreateCampaignRequest { PlaceId = "ChIJ0WHHXq8H9YgRdNsk3gsXmxg", Keywords = ["restaurant"] }, cancellationToken: Token);
        });

        Assert.Equal(Always.Append("Authorization").Order(StringComparer.Ordinal), Names(seen[0]));
        Assert.Equal(Always.Append("Authorization").Append("Content-Type").Order(StringComparer.Ordinal), Names(seen[1]));
        Assert.Equal($"Apikey {WireClient.ApiKey}", seen[0].Header("Authorization"));
        Assert.Equal(("0", "application/json"), (seen[0].Header("Content-Length"), seen[1].Header("Content-Type")));
        Assert.Matches(@"^Semrush\.Client/\d+\.\d+\.\d+(-[\w.]+)?$", seen[0].Header("User-Agent"));
    }

    [Fact]
    public async Task Sign_in_sends_these_headers_and_no_trace_or_baggage()
    {
        await using var server = new WireServer();
        var seen = Listen(server, """{"access_token":"a","token_type":"Bearer","expires_in":604800,"refresh_token":"b"}""");
        using var flow = new AuthorizationCodeFlow(new()
        {
            BaseAddress = server.Address,
            ClientId = "client",
            ClientSecret = "word",
            RedirectUri = "https://app.example/callback",
        });
        var request = flow.CreateRequest();

        await Traced(() => flow.CompleteAsync(new($"https://app.example/callback?code=c&state={Uri.EscapeDataString(request.State)}"), request.State, Token));

        Assert.Equal(Always.Append("Content-Type").Order(StringComparer.Ordinal), Names(Assert.Single(seen)));
        Assert.Equal("application/x-www-form-urlencoded", seen[0].Header("Content-Type"));
    }

    [Fact]
    public async Task Each_request_has_its_span()
    {
        await using var server = new WireServer();
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "System.Net.Http",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("server.port") is int port && port == server.Address.Port)
                    lock (spans)
                        spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var client = WireClient.Make("new", server);

        await client.Tracker.GetUserLimitsAsync(cancellationToken: Token);

        Assert.Contains(spans, span => span.OperationName == "System.Net.Http.HttpRequestOut");
    }

    [Fact]
    public async Task Request_without_a_body_has_its_length_and_expects_no_interim_response()
    {
        await using var server = new WireServer();
        var seen = Listen(server, WireResponse.Json);
        await using var client = WireClient.Make("new", server);

        await client.Tracker.CollectCampaignAsync(WireClient.CampaignId, cancellationToken: Token);

        var request = Assert.Single(seen);
        Assert.Equal(("PUT", "0", ""), (request.Method, request.Header("Content-Length"), request.Body));
        Assert.Equal((null, null, null), (request.Header("Expect"), request.Header("Transfer-Encoding"), request.Header("Content-Type")));
    }

    private static List<WireRequest> Listen(WireServer server, string body)
    {
        var seen = new List<WireRequest>();
        server.Script = _ => async connection =>
        {
            seen.Add(await connection.ReadAsync());
            await connection.WriteAsync(WireResponse.Text(200, body));
        };
        return seen;
    }

    // Their order has no meaning.
    private static IEnumerable<string> Names(WireRequest request) => request.Headers.Select(static line => line.Split(':')[0]).Order(StringComparer.Ordinal);

    private static async Task Traced(Func<Task> act)
    {
        using var activity = new Activity("of the application").SetIdFormat(ActivityIdFormat.W3C);
        activity.AddBaggage("tenant", "canary-tenant-61c2");
        activity.TraceStateString = "vendor=1";
        activity.Start();
        await act();
    }
}
