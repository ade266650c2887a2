using Newtonsoft.Json.Linq;
using Semrush.Client.MapRankTracker;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>An emulator for one test, with its clients.</summary>
public abstract class EmulatorTest : IDisposable
{
    private protected EmulatorTest(SemrushEmulatorOptions? options = null)
    {
        Emulator = SemrushEmulator.Start(options);
        // The tests look at single answers.
        Client = Emulator.CreateClient(options => options.Retry.MaxRetries = 0);
        Raw = new RawClient(Emulator);
    }

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected SemrushEmulator Emulator { get; }

    private protected SemrushClient Client { get; }

    private protected MapRankTrackerClient Tracker => Client.MapRankTracker;

    /// <summary>For requests that the generated client does not send.</summary>
    private protected RawClient Raw { get; }

    /// <summary>The first demo campaign: 49 points, 3 keywords, 3 reports.</summary>
    private protected JObject Demo => Emulator.MapRankTracker.Campaigns[0];

    public void Dispose()
    {
        Raw.Dispose();
        Client.Dispose();
        Emulator.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<Campaign> DemoCampaignAsync() => Tracker.GetCampaignAsync((string)Demo["id"]!, cancellationToken: Token);

    private protected Task<Campaign> SeedAsync(CampaignSeed seed) =>
        Tracker.GetCampaignAsync(Emulator.MapRankTracker.AddCampaign(seed), cancellationToken: Token);

    private protected Task<Heatmap> HeatmapAsync(Campaign campaign, Timestamp date, int keyword = 0, string? cid = null) =>
        Tracker.GetHeatmapAsync(campaign.Id, campaign.Keywords[keyword].Id, date, new() { Cid = cid ?? campaign.Business!.Cid }, Token);

    private protected Task<Metrics> MetricsAsync(Campaign campaign, int keyword = 0, string? cid = null) =>
        Tracker.GetMetricsAsync(campaign.Id, campaign.Keywords[keyword].Id, new() { Cid = cid ?? campaign.Business!.Cid }, Token);

    private protected async Task<long> CreditsAsync() => (await Tracker.GetUserLimitsAsync(cancellationToken: Token)).Credits!.Available!.Value;
}
