using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests.MapRankTracker;

/// <summary>All heatmaps of a campaign, in order, at the permitted rate and within bounds.</summary>
public sealed class CampaignHeatmapsTests
{
    private static readonly Campaign TwoByThree = A(keywords: 2, dates: 3);

    [Fact]
    public async Task Heatmaps_come_in_the_order_of_reports_and_keywords()
    {
        var stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-heatmap"));
        using var client = The.Client(stub);

        var heatmaps = await client.MapRankTracker.GetHeatmapsAsync(TwoByThree, cancellationToken: The.Token).ToListAsync(The.Token);

        Assert.Equal(
            TwoByThree.ReportDates.SelectMany(date => TwoByThree.Keywords.Select(keyword => (keyword.Id, date.ToString()))),
            heatmaps.Select(heatmap => (heatmap.Keyword.Id, heatmap.ReportDate.ToString())));
        Assert.All(heatmaps, heatmap => Assert.True(heatmap is { Heatmap.Positions.Count: > 0, Failure: null }));
        Assert.All(stub.Requests, request => Assert.EndsWith($"&cid={The.Cid}", request.Query, StringComparison.Ordinal));
        Assert.Equal(6, stub.Requests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task So_many_calls_run_ahead_of_the_reader(int ahead)
    {
        var stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-heatmap"));
        using var client = The.Client(stub);

        var read = 0;
        await foreach (var _ in client.MapRankTracker.GetHeatmapsAsync(TwoByThree, new() { MaxAhead = ahead }, cancellationToken: The.Token))
            Assert.Equal(Math.Min(6, read++ + ahead), stub.Requests.Count);
    }

    [Fact]
    public async Task A_selection_names_business_keywords_and_dates()
    {
        var stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-heatmap"));
        using var client = The.Client(stub);
        var selection = new HeatmapSelection { PlaceIds = ["p1", "p2"], Keywords = [TwoByThree.Keywords[1]], ReportDates = [TwoByThree.ReportDates[2]] };

        Assert.Single(await client.MapRankTracker.GetHeatmapsAsync(TwoByThree, selection, cancellationToken: The.Token).ToListAsync(The.Token));

        Assert.Equal($"?keywordId=keyword-1&reportDate={Uri.EscapeDataString(TwoByThree.ReportDates[2].ToString())}&placeIds=p1,p2", stub.Request.Query);
    }

    [Fact]
    public async Task A_business_without_a_cid_is_named_by_its_places()
    {
        var stub = StubHandler.Returning(Response.Payload("map-rank-tracker.get-heatmap"));
        using var client = The.Client(stub);
        var campaign = A(keywords: 1, dates: 1) with { Business = new() { PlaceIds = ["p1", "p2"] } };

        await client.MapRankTracker.GetHeatmapsAsync(campaign, cancellationToken: The.Token).ToListAsync(The.Token);

        Assert.EndsWith("&placeIds=p1,p2", stub.Request.Query, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("campaign", () => client.MapRankTracker.GetHeatmapsAsync(campaign with { Business = new() }, cancellationToken: The.Token));
        Assert.Throws<ArgumentException>("campaign", () => client.MapRankTracker.GetHeatmapsAsync(campaign with { Business = new() { Cid = "", PlaceIds = [] } }, cancellationToken: The.Token));
    }

    [Fact]
    public async Task An_interrupted_run_continues_with_its_progress()
    {
        var stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-heatmap"));
        using var client = The.Client(stub);
        var had = new HashSet<(string, Timestamp)>();
        await foreach (var heatmap in client.MapRankTracker.GetHeatmapsAsync(TwoByThree, cancellationToken: The.Token).Take(4))
            had.Add((heatmap.Keyword.Id, heatmap.ReportDate));
        var (before, reported) = (stub.Requests.Count, new List<BulkProgress>());

        var rest = client.MapRankTracker.GetHeatmapsAsync(TwoByThree, new() { IsDone = (keyword, date) => had.Contains((keyword.Id, date)) }, new Synchronous(reported.Add), The.Token);

        Assert.Equal(2, await rest.CountAsync(heatmap => had.Add((heatmap.Keyword.Id, heatmap.ReportDate)), The.Token));
        Assert.Equal(2, stub.Requests.Count - before);
        Assert.Equal([new(5, 0, 6), new(6, 0, 6)], reported);
    }

    [Fact]
    public void A_keyword_without_an_identifier_is_rejected_before_anything_is_sent()
    {
        var stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-heatmap"));
        using var client = The.Client(stub);
        Keyword[] keywords = [TwoByThree.Keywords[0], new() { Id = "", Name = "bakery" }];

        var failure = Assert.Throws<ArgumentException>("campaign", () => client.MapRankTracker.GetHeatmapsAsync(TwoByThree with { Keywords = keywords }, cancellationToken: The.Token));
        Assert.Throws<ArgumentException>("selection", () => client.MapRankTracker.GetHeatmapsAsync(TwoByThree, new() { Keywords = keywords }, cancellationToken: The.Token));

        Assert.StartsWith("The keyword \"bakery\" has no identifier: take keywords as GetCampaignAsync returns them.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_caller_who_cancels_gets_the_cancellation_token_back()
    {
        using var caller = new CancellationTokenSource();
        var stub = new StubHandler(async (_, token) =>
        {
            await caller.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return Response.Empty(200);
        });
        using var client = The.Client(stub);

        var bulk = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.MapRankTracker.GetHeatmapsAsync(TwoByThree, cancellationToken: caller.Token))
                Assert.Fail("There is no heatmap.");
        });

        Assert.Equal(caller.Token, bulk.CancellationToken);
    }

    [Fact]
    public async Task A_heatmap_that_fails_affects_no_other()
    {
        var stub = StubHandler.Returning(request => request.Query.Contains("keyword-1", StringComparison.Ordinal) ? Response.Error(404) : Response.Payload("map-rank-tracker.get-heatmap"));
        using var client = The.Client(stub);
        var progress = new Reports();

        var heatmaps = await client.MapRankTracker.GetHeatmapsAsync(TwoByThree, progress: progress, cancellationToken: The.Token).ToListAsync(The.Token);

        Assert.Equal([null, 404, null, 404, null, 404], heatmaps.Select(heatmap => (int?)heatmap.Failure?.StatusCode));
        Assert.Equal([new(1, 0, 6), new(2, 1, 6), new(3, 1, 6), new(4, 2, 6), new(5, 2, 6), new(6, 3, 6)], progress);
    }

    [Fact]
    public async Task A_rejected_credential_ends_the_bulk()
    {
        var stub = StubHandler.Returning(_ => Response.Error(401));
        using var client = The.Client(stub);
        var heatmaps = client.MapRankTracker.GetHeatmapsAsync(A(keywords: 10, dates: 100), new() { MaxAhead = 5 }, cancellationToken: The.Token);

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => heatmaps.ToListAsync(The.Token).AsTask());

        Assert.InRange(stub.Requests.Count, 1, 6);
    }

    [Fact]
    public async Task Stopping_cancels_the_calls_under_way()
    {
        var (running, ended) = (0, 0);
        var first = true;
        var stub = new StubHandler(async (_, token) =>
        {
            if (Interlocked.Exchange(ref first, false))
                return Response.Payload("map-rank-tracker.get-heatmap");
            Interlocked.Increment(ref running);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }

            throw new InvalidOperationException("The call was not cancelled.");
        });
        using var client = The.Client(stub);

        await foreach (var _ in client.MapRankTracker.GetHeatmapsAsync(A(keywords: 10, dates: 100), new() { MaxAhead = 5 }, cancellationToken: The.Token))
            break;

        Assert.Equal((4, 4), (running, ended));
    }

    private static Campaign A(int keywords, int dates) => new()
    {
        Id = The.CampaignId,
        Business = new() { Cid = The.Cid },
        Keywords = [.. Enumerable.Range(0, keywords).Select(number => new Keyword { Id = $"keyword-{number}" })],
        ReportDates = [.. Enumerable.Range(0, dates).Select(day => new Timestamp($"2026-01-01T00:00:{day % 60:00}.{day}Z"))],
    };

    private sealed class Reports : List<BulkProgress>, IProgress<BulkProgress>
    {
        public void Report(BulkProgress value) => Add(value);
    }

    private sealed class Synchronous(Action<BulkProgress> report) : IProgress<BulkProgress>
    {
        public void Report(BulkProgress value) => report(value);
    }
}
