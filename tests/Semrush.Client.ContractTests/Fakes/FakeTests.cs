// Written as a user would: without the token that a test passes on.
#pragma warning disable xUnit1051
using System.Net;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using NSubstitute.Extensions;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.ContractTests.Fakes;

/// <summary>What a user's own test needs: a client that is faked, with failures, pages and models that the test makes.</summary>
public sealed class FakeTests
{
    [Fact]
    public async Task A_fake_fails_with_the_status_that_a_test_names()
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
    public async Task A_fake_has_the_pages_that_a_test_gives_it()
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
    public async Task A_fake_has_the_heatmap_that_a_test_builds()
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
    public async Task All_heatmaps_come_from_the_fake_of_one()
    {
        var tracker = Substitute.ForPartsOf<MapRankTrackerClient>();
        tracker.Configure().GetHeatmapAsync("", "", default).ReturnsForAnyArgs(new Heatmap());
        var campaign = new Campaign { Id = "c", Business = new() { Cid = "1" }, Keywords = [new() { Id = "k" }], ReportDates = [new("2026-01-01T00:00:00Z")] };

        var heatmaps = await tracker.GetHeatmapsAsync(campaign).ToListAsync();

        Assert.NotNull(Assert.Single(heatmaps).Heatmap);
    }

    [Fact]
    public async Task A_method_that_a_fake_was_not_given_says_so()
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
    public void Every_exception_can_be_made()
    {
        var cause = new InvalidOperationException("cause");

        Assert.Equal(("m n", "n", cause), (new SemrushAuthenticationException("m", "n", cause).Message, new SemrushAuthenticationException("m", "n").NextStep, new SemrushAuthenticationException("m", "n", cause).InnerException));
        Assert.True(new SemrushConnectionException("m", cause) { IsTimeout = true, NeverSent = true } is { IsTimeout: true, NeverSent: true, InnerException: InvalidOperationException });
        var refused = new SemrushApiException("m")
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
        Assert.Equal(("MapRankTracker.GetHeatmap", "120200", "e", "r", true, 4), (refused.Operation, refused.ErrorCode, refused.ErrorMessage, refused.RequestId, refused.IsRetryable, refused.Attempts));
        Assert.Equal(("keywords", "{}", "[1]"), (refused.FieldViolations[0].Field, refused.RawBody, refused.Details.ToString()));
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
