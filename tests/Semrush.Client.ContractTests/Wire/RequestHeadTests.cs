using System.Net;
using System.Net.Sockets;

namespace Semrush.Client.ContractTests.Wire;

public sealed class RequestHeadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_without_a_body_says_so_and_waits_for_no_permission()
    {
        await using var server = new WireServer();
        var seen = new TaskCompletionSource<WireRequest>();
        server.Script = _ => async connection =>
        {
            seen.SetResult(await connection.ReadAsync());
            await connection.WriteAsync(WireAnswer.Text(200, WireAnswer.Json));
        };
        await using var client = WireClient.Make("new", server);

        await client.Tracker.CollectCampaignAsync(WireClient.CampaignId, cancellationToken: Token);

        var request = await seen.Task;
        Assert.Equal(("PUT", "0", ""), (request.Method, request.Header("Content-Length"), request.Body));
        Assert.Equal((null, null, null), (request.Header("Expect"), request.Header("Transfer-Encoding"), request.Header("Content-Type")));
    }

    [Fact]
    public async Task Where_nobody_listens_a_write_is_tried_again_and_what_spends_is_not()
    {
        await using var server = new WireServer();
        var options = WireClient.Configure(new(), server, retries: 3);
        options.BaseAddress = Unused();
        await using var client = new WireClient(new SemrushClient(options));

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
}
