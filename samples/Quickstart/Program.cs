// The tutorial: from a sign-in to a heatmap in the terminal, a notification, and back to a clean account.
//
//   dotnet run --project samples/Quickstart                            against the embedded emulator
//   dotnet run --project samples/Quickstart -- --ApiKey YOUR_V4_KEY    against Semrush; BaseAddress sets another server
//
// The same settings are read from the environment: SEMRUSH_ApiKey, SEMRUSH_BaseAddress, SEMRUSH_AppCenter__AppId and so on.
using Microsoft.Extensions.Configuration;
using Quickstart;
using Semrush.Client;
using Semrush.Client.Authentication;
using Semrush.Client.MapRankTracker;
using Semrush.Client.Testing;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables("SEMRUSH_").AddCommandLine(args).Build();
var options = configuration.Get<SemrushClientOptions>() ?? new();
var device = configuration.GetSection("Device").Get<DeviceFlowOptions>() ?? new();
var app = configuration.GetSection("AppCenter").Get<AppCenterFlowOptions>() ?? new();

// 1. A server. Without a key or token, the embedded emulator with two demo campaigns is used.
await using var emulator = options is { ApiKey: null, AccessToken: null }
    ? SemrushEmulator.Start(new() { Authorization = new() { PollInterval = TimeSpan.FromSeconds(1) } })
    : null;

// 2. Credentials. A key needs no sign-in. Here a person approves the program on any device, and the program polls for its token;
//    the emulator approves it. The manager keeps the token and refreshes it, once for all calls.
using var signIn = new DeviceFlow(Prepare(device, emulator).UsePrompt((prompt, _) =>
{
    Show.Line($"Open {prompt.VerificationUri} and check that it shows {prompt.UserCode}.");
    emulator?.Authorization.ApproveDevice(prompt.UserCode);
    return Task.CompletedTask;
}));
using var tokens = new TokenManager(signIn);
if (emulator is not null)
{
    options.BaseAddress = emulator.Address;
    options.UseAccessTokenProvider(tokens);
}

// The App Center: an app signs a token request with its secret. Only this API area gets its token.
var hasApp = emulator is not null || app.AppId is not null;
using var appFlow = hasApp ? new AppCenterFlow(Prepare(app, emulator)) : null;
using var appTokens = appFlow is null ? null : new TokenManager(appFlow);
if (appTokens is not null)
    options.UseAccessTokenProvider("AppCenter", appTokens);

// 3. A client. Create one and keep it; it may be used from any thread.
using var semrush = new SemrushClient(options);

// 4. Lists come in pages, which are fetched while you enumerate.
Show.Title("Campaigns");
CampaignSummary? shown = null;
await foreach (var summary in semrush.MapRankTracker.GetCampaignsAsync(new() { Sort = CampaignSort.CreatedAtDesc }))
{
    Show.Campaign(summary);
    shown ??= summary.LastReportDate is null ? null : summary;
}

// 5. A campaign has the arguments of its reports: keywords, the business, and report dates, which are passed back unchanged.
if (shown is not null)
{
    var campaign = await semrush.MapRankTracker.GetCampaignAsync(shown.Id);
    var keyword = campaign.Keywords[0];
    var report = campaign.ReportDates is [var latest, ..] ? latest : campaign.LastReportDate!.Value;
    var cid = campaign.Business!.Cid;

    Show.Title($"{campaign.Name}: \"{keyword.Name}\" on {report.Instant:d MMMM yyyy}");
    Show.Heatmap(await semrush.MapRankTracker.GetHeatmapAsync(campaign.Id, keyword.Id, report, new() { Cid = cid }));

    Show.Title("Metrics, report by report");
    Show.Metrics(await semrush.MapRankTracker.GetMetricsAsync(campaign.Id, keyword.Id, new() { Cid = cid }));

    Show.Title("Top competitors");
    var competitors = semrush.MapRankTracker.GetTopCompetitorsAsync(campaign.Id, keyword.Id, report);
    await foreach (var competitor in competitors.Take(5))
        Show.Competitor(competitor);
}

// 6. Writing. On the real service it needs your own business: --PlaceId ChIJ…
if (emulator is not null || configuration["PlaceId"] is not null)
{
    Show.Title("Create and delete");
    var created = await semrush.MapRankTracker.CreateCampaignAsync(new CreateCampaignRequest
    {
        PlaceId = configuration["PlaceId"] ?? "ChIJ0WHHXq8H9YgRdNsk3gsXmxg",
        Name = "Quickstart",
        Keywords = ["restaurant", "brunch"],
    });
    Show.Line($"Created {created.Name} ({created.Id}), {created.Status}, {created.Points.Count} points.");
    await semrush.MapRankTracker.DeleteCampaignAsync(created.Id);
    Show.Line("Deleted it again.");
}

// 7. Listing Management and Projects require an API key; a token is not accepted.
if (emulator is not null)
{
    Show.Title("Locations and projects");
    using var keyed = emulator.CreateClient();
    await foreach (var location in keyed.ListingManagement.GetLocationsAsync())
        Show.Line($"{location.BusinessName}, {location.City}: {location.LocationStatus}");
    await foreach (var project in keyed.Projects.ListProjectsAsync())
        Show.Line($"{project.ProjectName}: {project.Domain}");
}

// 8. The App Center: what a user has bought, and a notification. Its id makes a retry safe.
if (hasApp)
{
    Show.Title("App Center");
    var userId = long.Parse(configuration["UserId"] ?? "5511383", System.Globalization.CultureInfo.InvariantCulture);
    var status = await semrush.AppCenter.GetViewerStatusAsync(new() { UserId = userId });
    Show.Line($"User {userId} has {status.ActiveProducts.Count} products; the main one is {(status.IsMainProductActive == true ? "active" : "not active")}.");

    var subscription = (await semrush.AppCenter.GetSubscriptionsAsync()).Subscriptions[0];
    var eventId = Guid.NewGuid();
    await semrush.AppCenter.SendEventAsync(new() { Type = subscription.Trigger!, Id = eventId, UserId = userId, Data = Show.EventData("position", "3") });
    Show.Line($"Sent a notification of \"{subscription.Name}\"; its state is {(await semrush.AppCenter.GetEventAsync(eventId)).State}.");
}

// 9. Every failure is a SemrushApiException that states what happened, and whether a retry may succeed.
Show.Title("An error");
try
{
    await semrush.MapRankTracker.GetCampaignAsync("no-such-campaign");
}
catch (SemrushApiException exception)
{
    Show.Line(exception.Message);
    Show.Line($"Status {(int?)exception.StatusCode}, request {exception.RequestId}, may be retried: {exception.IsRetryable}.");
}

// The settings of a sign-in, at the emulator where there is one.
static T Prepare<T>(T options, SemrushEmulator? emulator)
    where T : TokenFlowOptions
{
    emulator?.Configure(options);
    return options;
}
