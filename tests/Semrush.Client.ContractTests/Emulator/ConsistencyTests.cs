using Semrush.Client.MapRankTracker;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>The reports of a campaign agree with the campaign and with one another.</summary>
public sealed class ConsistencyTests : EmulatorTest
{
    [Fact]
    public async Task A_heatmap_covers_exactly_the_enabled_points()
    {
        var campaign = await DemoCampaignAsync();
        var points = campaign.Points.Take(9).Select((point, index) => point with { Id = null, IsEnabled = index % 3 != 0 }).ToList();
        campaign = await Tracker.UpdateCampaignAsync(campaign.Id, new() { Points = points }, cancellationToken: Token);
        var date = (await Tracker.CollectCampaignAsync(campaign.Id, cancellationToken: Token)).CollectingReportDate!.Value;

        var heatmap = await HeatmapAsync(campaign, date);

        Assert.Equal(campaign.Keywords[0], heatmap.Keyword);
        Assert.Equal(
            campaign.Points.Where(point => point.IsEnabled is true).Select(point => (point.Id!, point.Coordinates)),
            heatmap.Positions.Select(position => (position.Point!.Id!, position.Point.Coordinates)));
    }

    [Fact]
    public async Task An_average_is_the_mean_of_the_heatmap_in_every_report()
    {
        var campaign = await DemoCampaignAsync();
        for (var keyword = 0; keyword < campaign.Keywords.Count; keyword++)
        {
            var metrics = await MetricsAsync(campaign, keyword);
            foreach (var date in campaign.ReportDates)
                Assert.Equal(Mean(await HeatmapAsync(campaign, date, keyword)), metrics.AveragePositions[date], 9);
        }
    }

    [Fact]
    public async Task Metrics_are_keyed_by_the_report_dates_though_they_write_them_otherwise()
    {
        var campaign = await DemoCampaignAsync();

        var metrics = await MetricsAsync(campaign);

        Assert.Equal(campaign.ReportDates.Order(), metrics.AveragePositions.Keys.Order());
        Assert.Equal(campaign.ReportDates.Order(), metrics.ShareOfVoices.Keys.Order());
        Assert.Contains("2026-09-07T14:20:10.660Z", campaign.ReportDates.Select(date => date.ToString()));
        Assert.Contains("2026-09-07T14:20:10.66Z", metrics.AveragePositions.Keys.Select(date => date.ToString()));
    }

    [Fact]
    public async Task A_difference_is_the_position_of_the_report_before_minus_the_present_one()
    {
        var campaign = await DemoCampaignAsync();
        var earlier = (await HeatmapAsync(campaign, campaign.ReportDates[1])).Positions.ToDictionary(position => position.Point!.Id!, position => position.Position);

        var heatmap = await HeatmapAsync(campaign, campaign.ReportDates[0]);

        Assert.All(heatmap.Positions, position => Assert.Equal(earlier[position.Point!.Id!] - position.Position, position.Diff));
        Assert.Contains(heatmap.Positions, position => position.Diff != 0);
        Assert.All((await HeatmapAsync(campaign, campaign.ReportDates[^1])).Positions, position => Assert.Equal(0, position.Diff));
    }

    [Fact]
    public async Task A_competitor_has_the_average_of_its_own_heatmap()
    {
        var campaign = await DemoCampaignAsync();
        var date = campaign.ReportDates[0];
        var answer = await Tracker.GetTopCompetitorsPageAsync(campaign.Id, campaign.Keywords[0].Id, date, new() { Size = 100 }, Token);

        Assert.Equal(23, answer.Competitors!.Content.Count);
        var last = await HeatmapAsync(campaign, date, cid: answer.Competitors.Content[^1].Business!.Cid);
        Assert.Contains(last.Positions, position => position.Position > 21);
        foreach (var competitor in answer.Competitors.Content.Append(answer.Business))
        {
            Assert.Equal(Mean(await HeatmapAsync(campaign, date, cid: competitor!.Business!.Cid)), competitor.AveragePosition!.Value, 9);
            var metrics = await MetricsAsync(campaign, cid: competitor.Business.Cid);
            Assert.Equal(metrics.AveragePositions[date], competitor.AveragePosition.Value, 9);
            Assert.Equal(metrics.ShareOfVoices[date], competitor.ShareOfVoice!.Value, 9);
        }
    }

    [Fact]
    public async Task A_business_may_be_named_by_its_place()
    {
        var campaign = await DemoCampaignAsync();

        var byPlace = await Tracker.GetHeatmapAsync(
            campaign.Id, campaign.Keywords[0].Id, campaign.ReportDates[0], new() { PlaceIds = ["ChIJunknown", .. campaign.Business!.PlaceIds] }, Token);

        Assert.Equal((await HeatmapAsync(campaign, campaign.ReportDates[0])).Positions, byPlace.Positions);
    }

    [Theory]
    [InlineData("unknown keyword", null)]
    [InlineData(null, "1")]
    public async Task An_unknown_keyword_or_business_is_nowhere(string? keywordId, string? cid)
    {
        var campaign = await DemoCampaignAsync();
        (keywordId, cid) = (keywordId ?? campaign.Keywords[0].Id, cid ?? campaign.Business!.Cid);

        var metrics = await Tracker.GetMetricsAsync(campaign.Id, keywordId, new() { Cid = cid }, Token);
        var heatmap = await Tracker.GetHeatmapAsync(campaign.Id, keywordId, campaign.ReportDates[0], new() { Cid = cid }, Token);

        Assert.Equal([21, 21, 21], metrics.AveragePositions.Values);
        Assert.Equal([0, 0, 0], metrics.ShareOfVoices.Values);
        Assert.Empty(heatmap.Positions);
    }

    [Fact]
    public async Task The_metrics_of_a_campaign_sum_up_those_of_its_keywords()
    {
        var campaign = await DemoCampaignAsync();
        var keywords = new List<Metrics>();
        for (var keyword = 0; keyword < campaign.Keywords.Count; keyword++)
            keywords.Add(await MetricsAsync(campaign, keyword));
        double Average(Timestamp date) => keywords.Average(metrics => metrics.AveragePositions[date]);

        var listed = (await Tracker.GetCampaignsPageAsync(new() { Query = "Pavlos" }, Token)).Content[0];

        Assert.Equal(Average(campaign.ReportDates[0]), campaign.ProjectMetrics!.AveragePosition!.Value, 3);
        Assert.Equal(Average(campaign.ReportDates[0]) - Average(campaign.ReportDates[1]), campaign.ProjectMetrics.AveragePositionDiff!.Value, 3);
        Assert.Equal(keywords.Average(metrics => metrics.ShareOfVoices[campaign.ReportDates[0]]), campaign.ProjectMetrics.AverageShareOfVoice!.Value, 3);
        Assert.Equal(campaign.ProjectMetrics, listed.ProjectMetrics);
    }

    [Fact]
    public async Task Every_run_has_the_same_data()
    {
        await using var again = SemrushEmulator.Start();
        using var client = again.CreateClient();
        var (campaign, same) = (await DemoCampaignAsync(), await client.MapRankTracker.GetCampaignAsync((string)Demo["id"]!, cancellationToken: Token));

        Assert.Equivalent(campaign, same, strict: true);
        Assert.Equal(
            (await HeatmapAsync(campaign, campaign.ReportDates[0])).Positions,
            (await client.MapRankTracker.GetHeatmapAsync(same.Id, same.Keywords[0].Id, same.ReportDates[0], new() { Cid = same.Business!.Cid }, Token)).Positions);
    }

    private static double Mean(Heatmap heatmap) => heatmap.Positions.Average(position => Math.Min(position.Position!.Value, 21));
}
