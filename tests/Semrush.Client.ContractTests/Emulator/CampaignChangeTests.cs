using Semrush.Client.MapRankTracker;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class CampaignChangeTests : EmulatorTest
{
    [Fact]
    public async Task What_a_change_leaves_out_stays()
    {
        var before = await DemoCampaignAsync();

        var changed = await Tracker.UpdateCampaignAsync(before.Id, new() { Name = "Renamed" }, cancellationToken: Token);

        Assert.Equal("Renamed", changed.Name);
        AssertSame(before with { Name = "Renamed" }, changed);
        AssertSame(changed, await DemoCampaignAsync());
    }

    [Fact]
    public async Task Keywords_are_replaced_and_those_of_the_same_name_keep_their_identifiers()
    {
        var before = await DemoCampaignAsync();

        var changed = await Tracker.UpdateCampaignAsync(before.Id, new() { Keywords = ["gyros", "cold beer"] }, cancellationToken: Token);

        Assert.Equal(["gyros", "cold beer"], changed.Keywords.Select(keyword => keyword.Name));
        Assert.Equal(before.Keywords.Single(keyword => keyword.Name == "cold beer"), changed.Keywords[1]);
        Assert.DoesNotContain(changed.Keywords[0].Id, before.Keywords.Select(keyword => keyword.Id));
        Assert.Equal(before.Points, changed.Points);
    }

    [Fact]
    public async Task A_grid_replaces_the_area()
    {
        var before = await DemoCampaignAsync();
        var grid = before.GridSettings! with { Template = "3x3", Distance = 3 };

        var changed = await Tracker.UpdateCampaignAsync(before.Id, new() { GridSettings = grid }, cancellationToken: Token);

        Assert.Equal((grid, 9), (changed.GridSettings, changed.Points.Count));
        Assert.Equal(before.Keywords, changed.Keywords);
    }

    [Fact]
    public async Task A_grid_without_a_base_point_stays_where_the_area_was()
    {
        var before = await DemoCampaignAsync();

        var changed = await Tracker.UpdateCampaignAsync(before.Id, new() { GridSettings = before.GridSettings! with { Template = "3x3", BasePoint = null } }, cancellationToken: Token);

        Assert.Equal(before.GridSettings! with { Template = "3x3" }, changed.GridSettings);
    }

    [Fact]
    public async Task Points_replace_the_area_and_there_is_no_grid_any_more()
    {
        var before = await DemoCampaignAsync();
        var points = before.Points.Take(4).Select(point => point with { Id = null }).ToList();

        var changed = await Tracker.UpdateCampaignAsync(before.Id, new() { Points = points }, cancellationToken: Token);

        Assert.Null(changed.GridSettings);
        Assert.Equal(points, changed.Points.Select(point => point with { Id = null }));
    }

    [Fact]
    public async Task A_schedule_that_is_switched_off_names_no_next_report()
    {
        var before = await DemoCampaignAsync();
        var schedule = new CollectingFrequency { Frequency = Frequency.Daily, Interval = 1, Time = "12:00", Enable = true };

        var on = await Tracker.UpdateCampaignAsync(before.Id, new() { CollectingFrequency = schedule }, cancellationToken: Token);
        var off = await Tracker.UpdateCampaignAsync(before.Id, new() { CollectingFrequency = schedule with { Enable = false } }, cancellationToken: Token);

        Assert.EndsWith("T12:00:00Z", on.NextReportDate.ToString(), StringComparison.Ordinal);
        Assert.Null(off.NextReportDate);
        Assert.Equal(new CollectingFrequency { Frequency = Frequency.Daily, Enable = false }, off.CollectingFrequency);
    }

    [Fact]
    public async Task Reports_keep_the_points_that_they_were_collected_for()
    {
        var before = await DemoCampaignAsync();
        var heatmap = await HeatmapAsync(before, before.ReportDates[0]);

        await Tracker.UpdateCampaignAsync(before.Id, new() { GridSettings = before.GridSettings! with { Template = "3x3" } }, cancellationToken: Token);

        Assert.Equal(heatmap.Positions, (await HeatmapAsync(before, before.ReportDates[0])).Positions);
    }

    [Fact]
    public async Task A_campaign_that_is_deleted_is_gone()
    {
        var campaign = await DemoCampaignAsync();
        var inUse = (await Tracker.GetUserLimitsAsync(cancellationToken: Token)).Campaigns!.InUse;

        await Tracker.DeleteCampaignAsync(campaign.Id, cancellationToken: Token);

        await AssertUnknown(() => Tracker.GetCampaignAsync(campaign.Id, cancellationToken: Token));
        await AssertUnknown(() => Tracker.UpdateCampaignAsync(campaign.Id, new() { Name = "Again" }, cancellationToken: Token));
        await AssertUnknown(() => Tracker.CollectCampaignAsync(campaign.Id, cancellationToken: Token));
        await AssertUnknown(() => HeatmapAsync(campaign, campaign.ReportDates[0]));
        await AssertUnknown(() => Tracker.DeleteCampaignAsync(campaign.Id, cancellationToken: Token));
        Assert.DoesNotContain(campaign.Id, (await Tracker.GetCampaignsPageAsync(cancellationToken: Token)).Content.Select(listed => listed.Id));
        Assert.Equal(inUse - 1, (await Tracker.GetUserLimitsAsync(cancellationToken: Token)).Campaigns!.InUse);
    }

    private static async Task AssertUnknown(Func<Task> call) =>
        Assert.Equal(404, (int)(await Assert.ThrowsAsync<SemrushApiException>(call)).StatusCode!);

    // Lists are compared by their items; a record compares them by reference.
    private static void AssertSame(Campaign expected, Campaign actual) => Assert.Equivalent(expected, actual, strict: true);
}
