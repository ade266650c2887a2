using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class ReportDateTests : EmulatorTest
{
    private static readonly CampaignSeed Seed = new() { ReportDates = ["2026-09-07T14:20:10.660Z", "2026-10-05T12:39:22.058330774Z"] };

    [Fact]
    public async Task A_date_with_nine_digits_is_sent_back_unchanged_and_returns_the_whole_heatmap()
    {
        var campaign = await SeedAsync(Seed);

        var heatmap = await HeatmapAsync(campaign, campaign.LastReportDate!.Value);

        Assert.Contains("reportDate=2026-10-05T12%3A39%3A22.058330774Z", Emulator.Calls[^1].PathAndQuery, StringComparison.Ordinal);
        Assert.Equal("2026-10-05T12:39:22.058330774Z", heatmap.Date.ToString());
        Assert.Equal(campaign.Points.Count, heatmap.Positions.Count);
    }

    [Theory]
    [InlineData("2026-09-07T14:20:10.660Z")]
    [InlineData("2026-09-07T14:20:10.66Z")]
    [InlineData("2026-09-07T14:20:10.660000000Z")]
    [InlineData("2026-09-07T16:20:10.66+02:00")]
    [InlineData("2026-09-07T14:20:10.660z")]
    public async Task The_same_instant_may_be_written_otherwise(string date)
    {
        var campaign = await SeedAsync(Seed);

        Assert.Equal(25, (await HeatmapAsync(campaign, new Timestamp(date))).Positions.Count);
    }

    [Theory]
    [InlineData("2026-10-05T12:39:22.058330773Z")]
    [InlineData("2026-10-05T12:39:22.0583307Z")]
    [InlineData("2026-10-05T12:39:22Z")]
    public async Task Another_instant_has_nothing(string date)
    {
        var campaign = await SeedAsync(Seed);

        Assert.Empty((await HeatmapAsync(campaign, new Timestamp(date))).Positions);
        Assert.Empty((await Tracker.GetKeywordStatusesAsync(campaign.Id, new() { ReportDate = new Timestamp(date) }, Token)).Keywords);
        var competitors = await Tracker.GetTopCompetitorsPageAsync(campaign.Id, campaign.Keywords[0].Id, new Timestamp(date), cancellationToken: Token);
        Assert.Equal((21.0, 0.0), (competitors.Business!.AveragePosition, competitors.Business.ShareOfVoice));
        Assert.Empty(competitors.Competitors!.Content);
    }

    [Theory]
    [InlineData("2026-10-05")]
    [InlineData("2026-10-05T12:39:22.058330774")]
    [InlineData("2026-10-05 12:39:22Z")]
    [InlineData("2026-13-05T12:39:22Z")]
    [InlineData("yesterday")]
    public async Task Text_that_is_no_date_and_time_is_rejected(string date)
    {
        var campaign = await SeedAsync(Seed);

        var refused = await Assert.ThrowsAsync<SemrushApiException>(() => HeatmapAsync(campaign, new Timestamp(date)));

        Assert.Equal(400, (int)refused.StatusCode!);
        Assert.Equal("Invalid value for 'reportDate' provided", refused.ErrorMessage);
        Assert.Equal("reportDate", Assert.Single(refused.FieldViolations).Field);
    }

    [Fact]
    public async Task Reports_are_dated_the_latest_first()
    {
        var campaign = await SeedAsync(Seed);

        Assert.Equal(["2026-10-05T12:39:22.058330774Z", "2026-09-07T14:20:10.660Z"], campaign.ReportDates.Select(date => date.ToString()));
        Assert.Equal(campaign.ReportDates[0].ToString(), campaign.LastReportDate.ToString());
    }
}
