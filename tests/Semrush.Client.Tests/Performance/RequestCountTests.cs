using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Performance;

/// <summary>What a call sends.</summary>
public sealed class RequestCountTests
{
    [Fact]
    public async Task A_call_is_one_request_and_the_first_token_one_more()
    {
        var flow = new FakeFlow(TimeProvider.System);
        using var tokens = new TokenManager(flow);
        var stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-heatmap"));
        using var client = The.Client(stub, new SemrushClientOptions().UseAccessTokenProvider(tokens));

        for (var calls = 1; calls <= 3; calls++)
        {
            await client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, new() { Cid = The.Cid }, The.Token);
            Assert.Equal(calls, stub.Requests.Count);
        }

        Assert.Equal(1, flow.Requests);
    }

    [Fact]
    public async Task A_list_asks_for_each_page_once_and_for_none_beyond_the_last()
    {
        var stub = StubHandler.Returning(request => Response.Data(
            $$"""{"content":[{"id":"{{request.Query[^1]}}"}],"last":{{(request.Query.Contains("page=4", StringComparison.Ordinal) ? "true" : "false")}},"number":{{request.Query[^1]}}}"""));
        using var client = The.Client(stub);

        var items = 0;
        await foreach (var _ in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))
            items++;

        Assert.Equal(5, items);
        Assert.Equal(["?page=0", "?page=1", "?page=2", "?page=3", "?page=4"], stub.Requests.Select(request => request.Query));
    }
}
