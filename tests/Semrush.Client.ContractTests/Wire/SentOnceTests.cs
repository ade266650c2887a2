using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>A request that spends or writes something reaches the server once, however the connection ends.</summary>
public sealed class SentOnceTests
{
    // Statuses after which the runtime or a handler of the user may send the request again, and those that the client retries for other operations.
    private static readonly int[] Statuses =
        [301, 302, 303, 307, 308, 400, 401, 403, 404, 407, 408, 409, 413, 417, 421, 422, 425, 426, 429, 499, 500, 502, 503, 504, 505, 511, 550, 551, 553, 554];

    private static readonly Dictionary<string, Func<WireClient, Task>> Operations = new()
    {
        ["CollectCampaign (never)"] = client => client.Tracker.CollectCampaignAsync(WireClient.CampaignId, cancellationToken: Token),
        ["DeleteCampaign (rejected)"] = client => client.Tracker.DeleteCampaignAsync(WireClient.CampaignId, cancellationToken: Token),
        ["CreateCampaign (rejected)"] = client => client.Tracker.CreateCampaignAsync(new CreateCampaignRequest { PlaceId = "ChIJ0WHHXq8H9YgRdNsk3gsXmxg", Keywords = ["restaurant"] }, cancellationToken: Token),
    };

    public static TheoryData<string, string, string, bool> Faults => [.. All(WireFault.Names)];

    public static TheoryData<string, string, string, bool> Responses => [.. All(Statuses.Select(status => $"{status}"))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Nothing_is_sent_twice_after_a_fault(string operation, string fault, string maker, bool isKept)
    {
        var found = WireFault.Named(fault);
        var (sent, attempts) = await CountAsync(operation, maker, isKept, connection => found.Act(connection, 200), found.Outcome);

        Assert.Equal((1, 1), (sent, attempts));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Read_is_sent_as_often_as_it_is_counted(int retries)
    {
        await using var server = new WireServer();
        await using var client = WireClient.Make("new", server, retries);
        await client.Tracker.GetUserLimitsAsync(cancellationToken: Token);
        var before = server.Arrivals;
        server.Script = _ => connection => WireFault.Named("closed without a response").Act(connection, 200);

        var failure = await WireClient.FailureAsync(() => client.Tracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.Equal((retries + 1, retries + 1), (server.Arrivals - before, failure!.Attempts));
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Write_is_retried_only_after_a_response_that_states_that_nothing_was_done(string operation, string status, string maker, bool isKept)
    {
        var expected = status is "429" or "503" or "553" && !operation.EndsWith("(never)", StringComparison.Ordinal) ? 4 : 1;

        var (sent, attempts) = await CountAsync(operation, maker, isKept, WireResponse.Sending(WireResponse.Text(int.Parse(status, null), "{}", "Location: /elsewhere", "Retry-After: 0", "WWW-Authenticate: Basic")));

        Assert.Equal((expected, expected), (sent, attempts));
    }

    [Fact]
    public async Task Write_is_retried_if_no_connection_is_made_and_a_collection_is_not()
    {
        await using var server = new WireServer();
        await using var client = WireClient.Make("new", server, configure: (options, _) => options.BaseAddress = Unused());

        var deleted = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.Tracker.DeleteCampaignAsync(WireClient.CampaignId, cancellationToken: Token));
        var collected = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.Tracker.CollectCampaignAsync(WireClient.CampaignId, cancellationToken: Token));

        Assert.Equal((true, 4), (deleted.NeverSent, deleted.Attempts));
        Assert.Equal((true, 1), (collected.NeverSent, collected.Attempts));
    }

    private static Uri Unused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    private static IEnumerable<TheoryDataRow<string, string, string, bool>> All(IEnumerable<string> events) =>
        from operation in Operations.Keys
        from happening in events
        from maker in WireClient.Makers
        from isKept in (bool[])[false, true]
        select new TheoryDataRow<string, string, string, bool>(operation, happening, maker, isKept);

    /// <summary>How often the server saw the request, when this happens to it each time, and the <c>Attempts</c> of the client.</summary>
    private static async Task<(int Sent, int Attempts)> CountAsync(
        string operation, string maker, bool isKept, Func<WireConnection, Task> act, WireOutcome outcome = WireOutcome.Unexpected)
    {
        await using var server = new WireServer();
        var time = new FakeTimeProvider();
        await using var client = WireClient.Make(maker, server, time: outcome is WireOutcome.TimedOut ? time : null);
        if (isKept)
            await client.Tracker.GetUserLimitsAsync(cancellationToken: Token);
        var before = server.Arrivals;
        server.Script = _ => act;

        var failure = await WireClient.FailureAsync(outcome, server, time, () => Operations[operation](client));

        var sent = server.Arrivals - before;
        if (isKept && sent == 1)
            Assert.Equal(1, server.Accepted);
        return (sent, failure?.Attempts ?? 1);
    }
}
