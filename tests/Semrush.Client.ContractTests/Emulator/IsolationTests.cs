using System.Collections.Concurrent;
using Semrush.Client.ContractTests.Examples;
using Semrush.Client.Testing;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class IsolationTests : EmulatorTest
{
    [Fact]
    public async Task Two_emulators_share_nothing()
    {
        await using var other = SemrushEmulator.Start();
        using var client = other.CreateClient();
        Emulator.MapRankTracker.AddCampaign(new CampaignSeed { Id = "here" });
        Emulator.MapRankTracker.CreditsAvailable = 1;
        Emulator.FailNext(Fault.Status(550), times: 100);

        var limits = await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token);

        Assert.Equal((2, 24325), (limits.Campaigns!.InUse, limits.Credits!.Available));
        Assert.Equal(404, (int)(await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetCampaignAsync("here", cancellationToken: Token))).StatusCode!);
        Assert.Empty(Emulator.Calls);
        Assert.NotEqual(Emulator.Address, other.Address);
    }

    [Fact]
    public async Task No_emulator_takes_the_key_of_another()
    {
        await using var other = SemrushEmulator.Start();
        using var client = new SemrushClient(new SemrushClientOptions { ApiKey = other.ApiKey, BaseAddress = Emulator.Address });

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token));
        Assert.NotEqual(Emulator.AccessToken, other.AccessToken);
    }

    [Fact]
    public async Task A_reset_brings_back_the_start()
    {
        var (start, key) = (Emulator.MapRankTracker.Campaigns, Emulator.ApiKey);
        await Tracker.CollectCampaignAsync((string)Demo["id"]!, cancellationToken: Token);
        await Tracker.DeleteCampaignAsync((string)Demo["id"]!, cancellationToken: Token);
        Emulator.MapRankTracker.AddCampaign(new CampaignSeed());
        Emulator.MapRankTracker.CampaignsTotal = 5;
        Emulator.FailNext(Fault.Status(550));
        Emulator.Server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithStatusCode(418));

        Emulator.Reset();

        Assert.Empty(Emulator.Calls);
        Assert.Equal(key, Emulator.ApiKey);
        Assert.Equal((10010, 24325), ((await Tracker.GetUserLimitsAsync(cancellationToken: Token)).Campaigns!.Total, await CreditsAsync()));
        Assert.All(start.Zip(Emulator.MapRankTracker.Campaigns), pair => Document.AssertSame(pair.First, pair.Second));
        Assert.Equal(start.Count, Emulator.MapRankTracker.Campaigns.Count);
    }

    [Fact]
    public async Task What_is_read_from_outside_is_a_copy()
    {
        Demo["name"] = "Changed";

        Assert.Equal("Pavlos souvlaki", (await DemoCampaignAsync()).Name);
    }

    [Fact]
    public async Task Calls_at_the_same_time_keep_the_credits_exact()
    {
        var campaign = await SeedAsync(new CampaignSeed { Reports = 1 });
        var before = await CreditsAsync();
        var dates = new ConcurrentBag<Timestamp>();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(index => (index % 4) switch
        {
            0 => CollectAsync(),
            1 => HeatmapAsync(campaign, campaign.LastReportDate!.Value),
            2 => Tracker.CreateCampaignAsync(new() { PlaceId = $"place {index}", Keywords = ["a"] }, cancellationToken: Token),
            _ => Tracker.GetCampaignsAsync(new() { Size = 20 }, Token).CountAsync(Token).AsTask(),
        }));

        Assert.Equal(before - (50 * 25 * 2), await CreditsAsync());
        Assert.Equal(50, dates.Distinct().Count());
        Assert.Equal(2 + 1 + 50, Emulator.MapRankTracker.Campaigns.Count);
        Assert.Equal(51, (await Tracker.GetCampaignAsync(campaign.Id, cancellationToken: Token)).ReportDates.Count);

        async Task CollectAsync() => dates.Add((await Tracker.CollectCampaignAsync(campaign.Id, cancellationToken: Token)).CollectingReportDate!.Value);
    }
}
