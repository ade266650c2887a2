using System.Globalization;
using Semrush.Client.Authentication.Tokens;
using Semrush.Client.Benchmarks.Heatmaps;
using Semrush.Client.Benchmarks.Server;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Performance;

/// <summary>
/// What a call may allocate, in memory and with a cached token: some 190 bytes for a point, and its place in a list. The
/// ceilings hold for a build without optimization, where every asynchronous method is an object.
/// </summary>
public sealed class CallBytesTests
{
    private const int Calls = 50;

    [Theory]
    [InlineData(49, 14_450)]
    [InlineData(225, 49_700)]
    [InlineData(2500, 505_000)]
    public async Task A_heatmap_allocates_no_more_than_what_it_consists_of(int points, long ceiling)
    {
        var tokens = new TokenManager(new FakeFlow(TimeProvider.System));
        var options = new SemrushClientOptions { RateLimit = { Enabled = false } }.UseAccessTokenProvider(tokens);
        using var client = new SemrushClient(options, new HttpClient(new MemoryServer(HeatmapBody.Of(points))));
        await client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, The.Cid, cancellationToken: The.Token);

        // The first round compiles what the second one measures.
        Measure(client, points);
        var bytes = Measure(client, points);

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{points} points: {bytes} bytes"));
        Assert.InRange(bytes, 1, ceiling);
    }

    private static long Measure(SemrushClient client, int points)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            var call = client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, The.Cid);
            // Only what happens on this thread is counted.
            Assert.True(call.IsCompletedSuccessfully);
            Assert.Equal(points, call.GetAwaiter().GetResult().Positions.Count);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
