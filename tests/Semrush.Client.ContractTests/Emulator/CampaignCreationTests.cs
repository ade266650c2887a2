using Semrush.Client.ContractTests.Examples;
using Semrush.Client.MapRankTracker;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class CampaignCreationTests() : EmulatorTest(new SemrushEmulatorOptions { DemoData = false })
{
    private const double KilometersPerDegree = 111.195;

    private static readonly Coordinates Decatur = new() { Lat = 33.7744675, Lng = -84.29508709999999 };

    private static readonly CreateCampaignRequest Least = new() { PlaceId = "ChIJ0WHHXq8H9YgRdNsk3gsXmxg", Keywords = ["restaurant"] };

    [Fact]
    public async Task A_campaign_without_an_area_tracks_25_points_around_its_business()
    {
        var campaign = await Tracker.CreateCampaignAsync(Least, cancellationToken: Token);

        Assert.Equal(new GridSettings { Template = "5x5", Unit = DistanceUnit.Kilometers, Distance = 1.5, BasePoint = Decatur }, campaign.GridSettings);
        Assert.Equal(Enumerable.Range(0, 25), campaign.Points.Select(point => point.Index!.Value));
        Assert.All(campaign.Points, point => Assert.True(point.IsEnabled));
        Assert.Equal(Decatur.Lat!.Value, campaign.Points.Average(point => point.Coordinates!.Value.Lat!.Value), 9);
        Assert.Equal(3.0, (campaign.Points.Max(point => point.Coordinates!.Value.Lat) - campaign.Points.Min(point => point.Coordinates!.Value.Lat))!.Value * KilometersPerDegree, 6);
    }

    [Fact]
    public async Task A_campaign_that_was_just_created_has_no_report()
    {
        var campaign = await Tracker.CreateCampaignAsync(Least, cancellationToken: Token);

        Assert.Equal(("The Deer and The Dove", CampaignStatus.Created), (campaign.Name, campaign.Status));
        Assert.Equal(["restaurant"], campaign.Keywords.Select(keyword => keyword.Name));
        Assert.Null(campaign.LastReportDate);
        Assert.Empty(campaign.ReportDates);
        Assert.Null(campaign.NextReportDate);
        Assert.Equal(new ProjectMetrics(), campaign.ProjectMetrics);
    }

    [Theory]
    [InlineData("7x7", 49)]
    [InlineData("3x5", 15)]
    [InlineData("1x1", 1)]
    public async Task A_grid_has_the_points_of_its_template(string template, int points)
    {
        var grid = new GridSettings { Template = template, Unit = DistanceUnit.Miles, Distance = 2, BasePoint = Decatur };

        var campaign = await Tracker.CreateCampaignAsync(Least with { GridSettings = grid }, cancellationToken: Token);

        Assert.Equal(grid, campaign.GridSettings);
        Assert.Equal(points, campaign.Points.Select(point => point.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_grid_without_a_base_point_lies_around_the_business()
    {
        var grid = new GridSettings { Template = "7x7", Unit = DistanceUnit.Kilometers, Distance = 1 };

        var campaign = await Tracker.CreateCampaignAsync(Least with { GridSettings = grid }, cancellationToken: Token);

        Assert.Equal(campaign.Business!.Coordinates, campaign.GridSettings!.BasePoint);
        Assert.Equal(49, campaign.Points.Count);
    }

    [Fact]
    public async Task Given_points_are_kept()
    {
        GridPoint[] points =
        [
            new() { Index = 0, IsEnabled = true, Coordinates = new() { Lat = 33.760976614131074, Lng = -84.31131325078074 } },
            new() { Index = 1, IsEnabled = false, Coordinates = new() { Lat = 33.760977410466175, Lng = -84.30320017544062 } },
        ];

        var campaign = await Tracker.CreateCampaignAsync(Least with { Points = points }, cancellationToken: Token);

        Assert.Null(campaign.GridSettings);
        Assert.Equal(points, campaign.Points.Select(point => point with { Id = null }));
        var listed = Assert.Single((await Tracker.GetCampaignsPageAsync(cancellationToken: Token)).Content);
        Assert.Equal((1, 1), (listed.PointsNumber, listed.KeywordsNumber));
    }

    [Fact]
    public async Task A_created_campaign_reads_back_as_the_same_document()
    {
        var created = await Raw.SendAsync("POST", RawClient.Tracker + "campaigns", """
            {"placeId": "ChIJsomewhere", "name": "Demo", "keywords": ["a", "b", "a"],
             "collectingFrequency": {"frequency": "MONTHLY", "interval": 1, "positions": [1], "time": "10:00", "enable": true}}
            """);

        var read = await Raw.GetAsync($"campaigns/{created.Data["id"]}");

        Document.AssertSame(created.Data, read.Data);
        Assert.Equal(["a", "b"], created.Data["keywords"]!.Select(keyword => (string)keyword["name"]!));
        Assert.EndsWith("-01T10:00:00Z", (string)created.Data["nextReportDate"]!, StringComparison.Ordinal);
        Document.AssertSame(created.Data, Assert.Single(Emulator.MapRankTracker.Campaigns));
    }

    [Fact]
    public async Task A_created_campaign_is_listed_and_counted()
    {
        var created = await Tracker.CreateCampaignAsync(Least, cancellationToken: Token);

        var listed = Assert.Single((await Tracker.GetCampaignsPageAsync(cancellationToken: Token)).Content);
        var limits = (await Tracker.GetUserLimitsAsync(cancellationToken: Token)).Campaigns;

        Assert.Equal((created.Id, created.Name, created.CreatedAt), (listed.Id, listed.Name, listed.CreatedAt));
        Assert.Equal(created.Business! with { PlaceIds = [] }, listed.Business! with { PlaceIds = [] });
        Assert.Equal(new CampaignLimits { Available = 10009, InUse = 1, Total = 10010 }, limits);
    }

    [Fact]
    public async Task A_campaign_beyond_the_total_is_rejected()
    {
        Emulator.MapRankTracker.CampaignsTotal = 1;
        await Tracker.CreateCampaignAsync(Least, cancellationToken: Token);

        var refused = await Assert.ThrowsAsync<SemrushApiException>(() => Tracker.CreateCampaignAsync(Least, cancellationToken: Token));

        Assert.Equal(403, (int)refused.StatusCode!);
        Assert.Single(Emulator.MapRankTracker.Campaigns);
        Assert.Equal(0, (await Tracker.GetUserLimitsAsync(cancellationToken: Token)).Campaigns!.Available);
    }
}
