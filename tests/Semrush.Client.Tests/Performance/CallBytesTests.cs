using System.Globalization;
using Semrush.Client.Authentication;
using Semrush.Client.Benchmarks.Heatmaps;
using Semrush.Client.Benchmarks.Server;
using Semrush.Client.Tests.Authentication.Tokens;
using Semrush.Client.Tests.Http.Fuzz;

namespace Semrush.Client.Tests.Performance;

/// <summary>
/// What a call may allocate, in memory and with a cached token. The ceilings are 1 % above what was measured, or a little
/// more. A build without optimization has its own: there, every asynchronous method is an object.
/// </summary>
[Collection(nameof(AllProcessors))] // a test that listens makes the calls of all others tell more
public sealed class CallBytesTests
{
    private const int Calls = 50;

    // A position with its point, coordinates and id, and its place in the list.
    private const long Point = 208;

#if DEBUG
    private const long WithoutPoints = 4_860;
    private const long Waiting = 15_340;
#else
    private const long WithoutPoints = 3_660;
    private const long Waiting = 14_270;
#endif

    [Theory]
    [InlineData(49)]
    [InlineData(225)]
    [InlineData(2500)]
    public async Task A_heatmap_allocates_no_more_than_what_it_consists_of(int points)
    {
        var tokens = new TokenManager(new FakeFlow(TimeProvider.System));
        var options = new SemrushClientOptions { RateLimit = { Enabled = false } }.UseAccessTokenProvider(tokens);
        using var client = new SemrushClient(options, new HttpClient(new MemoryServer(HeatmapBody.Of(points))));
        await client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, new() { Cid = The.Cid }, The.Token);

        // The first round compiles what the second one measures.
        Measure(client, points);
        var bytes = Measure(client, points);

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{points} points: {bytes} bytes"));
        Assert.InRange(bytes, 1, WithoutPoints + Point * points);
    }

    [Fact]
    public async Task A_call_that_waits_for_its_response_allocates_little_more()
    {
        using var server = new LateServer(HeatmapBody.Of(49));
        var tokens = new TokenManager(new FakeFlow(TimeProvider.System));
        await tokens.SignInAsync(The.Token);
        var options = new SemrushClientOptions { RateLimit = { Enabled = false } }.UseAccessTokenProvider(tokens);
        using var client = new SemrushClient(options, new HttpClient(server));

        MeasureWaiting(client, server);
        var bytes = MeasureWaiting(client, server);

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"a call that waits: {bytes} bytes"));
        Assert.InRange(bytes, 1, Waiting);
    }

    private static long MeasureWaiting(SemrushClient client, LateServer server)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            var call = client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, new() { Cid = The.Cid });
            Assert.False(call.IsCompleted);
            // What waited for the response goes on here, on this thread.
            server.Respond();
            Assert.True(call.IsCompletedSuccessfully);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private static long Measure(SemrushClient client, int points)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            var call = client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, new() { Cid = The.Cid });
            // Only what happens on this thread is counted.
            Assert.True(call.IsCompletedSuccessfully);
            Assert.Equal(points, call.GetAwaiter().GetResult().Positions.Count);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    /// <summary>Responds when the test has it.</summary>
    private sealed class LateServer(byte[] body) : HttpMessageHandler
    {
        private TaskCompletionSource<HttpResponseMessage>? _waiting;

        public void Respond() => _waiting!.SetResult(new(System.Net.HttpStatusCode.OK) { Content = new ByteArrayContent(body) });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _waiting = new();
            return _waiting.Task;
        }
    }
}
