// The tutorial: from a client to a heatmap in the terminal, and back to a clean account.
//
//   dotnet run --project samples/Quickstart                            against the embedded emulator
//   dotnet run --project samples/Quickstart -- --ApiKey YOUR_V4_KEY    against Semrush; BaseAddress sets another server
//
// The same settings are read from the environment: SEMRUSH_ApiKey, SEMRUSH_BaseAddress.
using Microsoft.Extensions.Configuration;
using Quickstart;
using Semrush.Client;
using Semrush.Client.Http;
using Semrush.Client.MapRankTracker;
using Semrush.Client.Testing;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables("SEMRUSH_").AddCommandLine(args).Build();
var options = configuration.Get<SemrushClientOptions>() ?? new();

// 1. A server. Without a key of yours, a local Semrush with two demo campaigns stands in for the real one.
await using var emulator = options is { ApiKey: null, AccessToken: null } ? SemrushEmulator.Start() : null;
emulator?.Configure(options);

// 2. A client. Make one and keep it; it may be used from any thread.
using var semrush = new SemrushClient(options);

// 3. Lists come in pages, which are fetched while you enumerate.
Show.Title("Campaigns");
CampaignSummary? shown = null;
await foreach (var summary in semrush.MapRankTracker.GetCampaignsAsync(sort: CampaignSort.CreatedAtDesc))
{
    Show.Campaign(summary);
    shown ??= summary.LastReportDate is null ? null : summary;
}

// 4. A campaign has what its reports ask for: keywords, the business, and report dates, which go back exactly as they came.
if (shown is not null)
{
    var campaign = await semrush.MapRankTracker.GetCampaignAsync(shown.Id);
    var keyword = campaign.Keywords[0];
    var report = campaign.ReportDates?[0] ?? campaign.LastReportDate!.Value;
    var cid = campaign.Business.Cid;

    Show.Title($"{campaign.Name}: \"{keyword.Name}\" on {report.Instant:d MMMM yyyy}");
    Show.Heatmap(await semrush.MapRankTracker.GetHeatmapAsync(campaign.Id, keyword.Id, report, cid));

    Show.Title("Metrics, report by report");
    Show.Metrics(await semrush.MapRankTracker.GetMetricsAsync(campaign.Id, keyword.Id, cid));

    Show.Title("Top competitors");
    var competitors = semrush.MapRankTracker.GetTopCompetitorsAsync(campaign.Id, keyword.Id, report);
    await foreach (var competitor in competitors.Take(5))
        Show.Competitor(competitor);
}

// 5. Writing. On the real service it needs a business of yours: --PlaceId ChIJ…
if (emulator is not null || configuration["PlaceId"] is not null)
{
    Show.Title("Create and delete");
    var created = await semrush.MapRankTracker.CreateCampaignAsync(new CreateCampaignRequest
    {
        PlaceId = configuration["PlaceId"] ?? "ChIJ0WHHXq8H9YgRdNsk3gsXmxg",
        Name = "Quickstart",
        Keywords = ["restaurant", "brunch"],
    });
    Show.Line($"Created {created.Name} ({created.Id}), {created.Status}, {created.Points?.Count} points.");
    await semrush.MapRankTracker.DeleteCampaignAsync(created.Id);
    Show.Line("Deleted it again.");
}

// 6. Every failure is a SemrushApiException that says what happened, and whether trying again may help.
Show.Title("An error");
try
{
    await semrush.MapRankTracker.GetCampaignAsync("no-such-campaign");
}
catch (SemrushApiException exception)
{
    Show.Line(exception.Message);
    Show.Line($"Status {(int?)exception.StatusCode}, request {exception.RequestId}, may be repeated: {exception.IsRetryable}.");
}
