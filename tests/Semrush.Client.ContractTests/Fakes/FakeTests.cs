// Written as a user would write it: without the cancellation token of the test.
#pragma warning disable xUnit1051
using System.Net;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using NSubstitute.Extensions;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.ContractTests.Fakes;

/// <summary>A user's own test can fake a client, its failures, pages and models.</summary>
public sealed class FakeTests
{
    [Fact]
    public async Task Fake_fails_with_the_status_that_a_test_sets()
    {
        var tracker = Substitute.For<MapRankTrackerClient>();
        tracker.GetUserLimitsAsync().ThrowsAsyncForAnyArgs(new SemrushApiException("Too many requests.")
        {
            StatusCode = HttpStatusCode.TooManyRequests,
            RetryAfter = TimeSpan.FromSeconds(2),
        });

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => tracker.GetUserLimitsAsync());

        Assert.Equal((HttpStatusCode.TooManyRequests, 429, TimeSpan.FromSeconds(2), "Too many requests."), (failure.StatusCode, failure.ResponseStatusCode, failure.RetryAfter, failure.Message));
        Assert.Equal(("", 0, false, null), (failure.Operation, failure.Attempts, failure.IsRetryable, failure.RawBody));
    }

    [Fact]
    public async Task Fake_returns_the_pages_of_a_test()
    {
        var tracker = Substitute.For<MapRankTrackerClient>();
        tracker.GetCampaignsAsync().ReturnsForAnyArgs(AsyncPageable.FromPages(
            [
                new CampaignPage { Content = [new() { Id = "1", Name = "First" }, new() { Id = "2", Name = "Second" }] },
                new CampaignPage { Content = [new() { Id = "3", Name = "Third" }], Last = true },
            ],
            page => page.Content));

        var campaigns = tracker.GetCampaignsAsync();

        Assert.Equal(["First", "Second", "Third"], await campaigns.Select(campaign => campaign.Name).ToListAsync());
        Assert.Equal([2, 1], await campaigns.WithPrefetch().AsPages().Select(page => page.Content.Count).ToListAsync());
    }

    [Fact]
    public async Task Fake_returns_the_heatmap_of_a_test()
    {
        var heatmap = new Heatmap
        {
            Keyword = new() { Id = "k", Name = "bakery" },
            Positions = [new() { Position = 3, Point = new() { Coordinates = new() { Lat = 34.75, Lng = 32.41 } } }],
        };
        var semrush = Substitute.For<SemrushClient>();
        var tracker = Substitute.For<MapRankTrackerClient>();
        semrush.MapRankTracker.Returns(tracker);
        tracker.GetHeatmapAsync("", "", default).ReturnsForAnyArgs(heatmap);

        Assert.Equal(3, await BestPositionAsync(semrush));
    }

    [Fact]
    public async Task All_heatmaps_come_from_the_faked_method()
    {
        var tracker = Substitute.ForPartsOf<MapRankTrackerClient>();
        tracker.Configure().GetHeatmapAsync("", "", default).ReturnsForAnyArgs(new Heatmap());
        var campaign = new Campaign { Id = "c", Business = new() { Cid = "1" }, Keywords = [new() { Id = "k" }], ReportDates = [new("2026-01-01T00:00:00Z")] };

        var heatmaps = await tracker.GetHeatmapsAsync(campaign).ToListAsync();

        Assert.NotNull(Assert.Single(heatmaps).Heatmap);
    }

    [Fact]
    public async Task Method_that_is_not_faked_states_this()
    {
        var tracker = new OnlyLimits();

        Assert.NotNull((await tracker.GetUserLimitsAsync()).Credits);
        var missing = Assert.Throws<NotSupportedException>(() => { _ = tracker.GetCampaignAsync("c"); });
        Assert.Equal("This MapRankTrackerClient sends nothing: it was made without a SemrushClient. Override the method that was called.", missing.Message);
        using var semrush = new Nothing();
        Assert.Throws<NotSupportedException>(() => semrush.MapRankTracker);
        Assert.Throws<NotSupportedException>(semrush.CreateRequestAdapter);
    }

    [Fact]
    public void Every_exception_can_be_created()
    {
        var cause = new InvalidOperationException("cause");

        Assert.Equal(("m n", "n", cause), (new SemrushAuthenticationException("m", "n", cause).Message, new SemrushAuthenticationException("m", "n").NextStep, new SemrushAuthenticationException("m", "n", cause).InnerException));
        Assert.True(new SemrushConnectionException("m", cause) { IsTimeout = true, NeverSent = true } is { IsTimeout: true, NeverSent: true, InnerException: InvalidOperationException });
        var failure = new SemrushApiException("m")
        {
            Operation = "MapRankTracker.GetHeatmap",
            ErrorCode = "120200",
            ErrorMessage = "e",
            RequestId = "r",
            IsRetryable = true,
            Attempts = 4,
            FieldViolations = [new("keywords", "too many")],
            RawBody = "{}",
            Details = System.Text.Json.JsonElement.Parse("[1]"),
        };
        Assert.Equal(("MapRankTracker.GetHeatmap", "120200", "e", "r", true, 4), (failure.Operation, failure.ErrorCode, failure.ErrorMessage, failure.RequestId, failure.IsRetryable, failure.Attempts));
        Assert.Equal(("keywords", "{}", "[1]"), (failure.FieldViolations[0].Field, failure.RawBody, failure.Details.ToString()));
    }

    private static async Task<int?> BestPositionAsync(SemrushClient semrush)
        => (await semrush.MapRankTracker.GetHeatmapAsync("campaign", "keyword", new("2026-01-01T00:00:00Z"), new() { Cid = "1" })).Positions.Min(found => found.Position);

    private sealed class OnlyLimits : MapRankTrackerClient
    {
        public override Task<UserLimits> GetUserLimitsAsync(GetUserLimitsOptions? options = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new UserLimits { Credits = new() });
    }

    private sealed class Nothing : SemrushClient;
}
