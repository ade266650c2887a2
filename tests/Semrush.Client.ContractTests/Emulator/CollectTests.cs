using Semrush.Client.MapRankTracker;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class CollectTests : EmulatorTest
{
    [Fact]
    public async Task A_collection_costs_a_credit_for_each_enabled_point_and_keyword()
    {
        var campaign = await DemoCampaignAsync();
        var points = campaign.Points.Take(5).Select((point, index) => point with { Id = null, IsEnabled = index != 2 }).ToList();
        await Tracker.UpdateCampaignAsync(campaign.Id, new() { Points = points }, cancellationToken: Token);
        var before = await CreditsAsync();

        await Tracker.CollectCampaignAsync(campaign.Id, cancellationToken: Token);

        Assert.Equal(3, campaign.Keywords.Count);
        Assert.Equal(before - (4 * 3), await CreditsAsync());
        var credits = (await Tracker.GetUserLimitsAsync(cancellationToken: Token)).Credits;
        Assert.Equal(credits!.Total, credits.Available + credits.SpentThisMonth);
    }

    [Fact]
    public async Task A_collected_report_is_readable_at_once()
    {
        var campaign = await DemoCampaignAsync();

        var date = (await Tracker.CollectCampaignAsync(campaign.Id, cancellationToken: Token)).CollectingReportDate!.Value;

        var collected = await DemoCampaignAsync();
        Assert.Equal((date, CampaignStatus.Collected), (collected.ReportDates.Max(), collected.Status));
        Assert.Equal(campaign.ReportDates.Count + 1, collected.ReportDates.Count);
        Assert.Equal(campaign.Points.Count, (await HeatmapAsync(campaign, date)).Positions.Count);
        Assert.Contains(date, (await MetricsAsync(campaign)).AveragePositions.Keys);
        var statuses = await Tracker.GetKeywordStatusesAsync(campaign.Id, new() { ReportDate = date }, Token);
        Assert.Equal(campaign.Keywords, statuses.Keywords.Select(status => status.Keyword));
        Assert.All(statuses.Keywords, status => Assert.Equal(KeywordCollectionStatus.Collected, status.Status));
    }

    [Fact]
    public async Task A_collection_takes_the_date_that_it_is_given()
    {
        var campaign = await DemoCampaignAsync();
        var date = new Timestamp("2027-02-25T17:30:00Z");

        var collection = await Tracker.CollectCampaignAsync(campaign.Id, new() { ReportDate = date }, Token);

        Assert.Equal("2027-02-25T17:30:00Z", collection.CollectingReportDate.ToString());
        Assert.Equal("2027-02-25T17:30:00Z", (await DemoCampaignAsync()).LastReportDate.ToString());
    }

    [Fact]
    public async Task A_second_report_of_the_same_instant_is_a_conflict_and_costs_nothing()
    {
        var campaign = await DemoCampaignAsync();
        var before = await CreditsAsync();

        var refused = await Assert.ThrowsAsync<SemrushApiException>(() => Tracker.CollectCampaignAsync(campaign.Id, new() { ReportDate = campaign.ReportDates[0] }, Token));

        Assert.Equal((409, before), ((int)refused.StatusCode!, await CreditsAsync()));
    }

    [Fact]
    public async Task Without_enough_credits_nothing_is_collected()
    {
        var campaign = await DemoCampaignAsync();
        Emulator.MapRankTracker.CreditsAvailable = (campaign.Points.Count * campaign.Keywords.Count) - 1;

        var refused = await Assert.ThrowsAsync<SemrushApiException>(() => Tracker.CollectCampaignAsync(campaign.Id, cancellationToken: Token));

        Assert.Equal(403, (int)refused.StatusCode!);
        Assert.Contains("Not enough credits", refused.Message, StringComparison.Ordinal);
        Assert.Equal(146, Emulator.MapRankTracker.CreditsAvailable);
        Assert.Equal(campaign.ReportDates, (await DemoCampaignAsync()).ReportDates);
    }

    [Fact]
    public async Task The_last_credits_can_be_spent()
    {
        var campaign = await SeedAsync(new CampaignSeed());
        Emulator.MapRankTracker.CreditsAvailable = 50;

        await Tracker.CollectCampaignAsync(campaign.Id, cancellationToken: Token);

        Assert.Equal(0, await CreditsAsync());
    }
}
