using Newtonsoft.Json.Linq;
using Semrush.Client.MapRankTracker;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class SeedingTests() : EmulatorTest(new SemrushEmulatorOptions { DemoData = false })
{
    [Fact]
    public async Task Without_demo_data_there_is_nothing()
    {
        Assert.Empty(Emulator.MapRankTracker.Campaigns);
        Assert.Empty(await Tracker.GetCampaignsAsync(cancellationToken: Token).ToListAsync(Token));
        Assert.Equal(0, (await Tracker.GetUserLimitsAsync(cancellationToken: Token)).Campaigns!.InUse);
    }

    [Fact]
    public async Task Everything_in_a_seed_has_a_default()
    {
        var campaign = await SeedAsync(new CampaignSeed());

        Assert.Equal(("Corner Bakery", "Corner Bakery", "US"), (campaign.Name, campaign.Business!.Name, campaign.CountryCode));
        Assert.Equal(["bakery", "fresh bread"], campaign.Keywords.Select(keyword => keyword.Name));
        Assert.Equal((25, 3), (campaign.Points.Count, campaign.ReportDates.Count));
        Assert.True(Guid.TryParse(campaign.Id, out _));
        Assert.True(ulong.Parse(campaign.Business.Cid!, null) > long.MaxValue);
        Assert.Null(campaign.CollectingFrequency);
        Assert.Equal(24325, await CreditsAsync());
        Assert.Equal(25, (await HeatmapAsync(campaign, campaign.LastReportDate!.Value)).Positions.Count);
    }

    [Fact]
    public async Task All_values_of_a_seed_are_kept()
    {
        var campaign = await SeedAsync(new CampaignSeed
        {
            Id = "my/id",
            Name = "Mine",
            BusinessName = "My business",
            Address = "My street",
            PlaceId = "ChIJmine",
            Cid = "18446744073709551615",
            Rating = 3.5,
            ReviewNumber = 7,
            CountryCode = "CY",
            Latitude = 34.5,
            Longitude = 33.25,
            Keywords = ["one", "two", "one"],
            Template = "3x2",
            Unit = "FT",
            Distance = 900,
            Reports = 0,
            CollectingFrequency = new JObject { ["frequency"] = "DAILY", ["enable"] = true },
        });

        var place = new Coordinates { Lat = 34.5, Lng = 33.25 };
        var business = new Business { Name = "My business", Address = "My street", Cid = "18446744073709551615", Rating = 3.5, ReviewNumber = 7, Coordinates = place };
        Assert.Equal(("my/id", "Mine", "CY", CampaignStatus.Created), (campaign.Id, campaign.Name, campaign.CountryCode, campaign.Status));
        Assert.Equal(["ChIJmine"], campaign.Business!.PlaceIds);
        Assert.Equal(business, campaign.Business with { PlaceIds = [] });
        Assert.Equal(["one", "two"], campaign.Keywords.Select(keyword => keyword.Name));
        Assert.Equal((new() { Template = "3x2", Unit = DistanceUnit.Feet, Distance = 900, BasePoint = place }, 6), (campaign.GridSettings, campaign.Points.Count));
        Assert.Equal(new CollectingFrequency { Frequency = Frequency.Daily, Enable = true }, campaign.CollectingFrequency);
        Assert.NotNull(campaign.NextReportDate);
        Assert.Empty(campaign.ReportDates);
    }

    [Fact]
    public async Task Report_dates_keep_their_text_and_come_the_latest_first()
    {
        var campaign = await SeedAsync(new CampaignSeed { ReportDates = ["2026-01-01T00:00:00.5Z", "2026-03-01T00:00:00.123456789Z", "2026-02-01T01:00:00+01:00"] });

        Assert.Equal(
            ["2026-03-01T00:00:00.123456789Z", "2026-02-01T01:00:00+01:00", "2026-01-01T00:00:00.5Z"],
            campaign.ReportDates.Select(date => date.ToString()));
    }

    [Fact]
    public void An_invalid_seed_is_rejected()
    {
        var tracker = Emulator.MapRankTracker;
        tracker.AddCampaign(new CampaignSeed { Id = "taken" });

        Assert.Throws<ArgumentException>(() => tracker.AddCampaign(new CampaignSeed { Id = "taken" }));
        Assert.Throws<ArgumentException>(() => tracker.AddCampaign(new CampaignSeed { Template = "big" }));
        Assert.Throws<ArgumentException>(() => tracker.AddCampaign(new CampaignSeed { Template = "101x1" }));
        Assert.Throws<FormatException>(() => tracker.AddCampaign(new CampaignSeed { ReportDates = ["2026-01-01"] }));
        Assert.Single(tracker.Campaigns);
    }

    [Fact]
    public async Task Credits_can_be_set()
    {
        Emulator.MapRankTracker.CreditsTotal = 1000;
        Emulator.MapRankTracker.CreditsAvailable = 300;

        Assert.Equal(new CreditLimits { Available = 300, SpentThisMonth = 700, Total = 1000 }, (await Tracker.GetUserLimitsAsync(cancellationToken: Token)).Credits);
        Emulator.MapRankTracker.CreditsTotal = 2000;
        Assert.Equal(new CreditLimits { Available = 1300, SpentThisMonth = 700, Total = 2000 }, (await Tracker.GetUserLimitsAsync(cancellationToken: Token)).Credits);
        Assert.Throws<ArgumentOutOfRangeException>(() => Emulator.MapRankTracker.CreditsAvailable = 2001);
        Assert.Throws<ArgumentOutOfRangeException>(() => Emulator.MapRankTracker.CreditsTotal = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Emulator.MapRankTracker.CampaignsTotal = -1);
    }
}
