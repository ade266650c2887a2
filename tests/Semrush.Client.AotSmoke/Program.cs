// Published as a native program: what reflection or trimming would break shows here as a wrong exit code.
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Semrush.Client;
using Semrush.Client.AotSmoke;
using Semrush.Client.Http;
using Semrush.Client.MapRankTracker;

using var client = new SemrushClient(new SemrushClientOptions { ApiKey = "smoke-key" }, new HttpClient(new CannedServer()));

var campaign = await client.MapRankTracker.CreateCampaignAsync(new CreateCampaignRequest { PlaceId = "a-place", Keywords = ["a keyword"] });
Expect(campaign is { Id: "c1", Status: { Value: "COLLECTING" } } && campaign.Points?[0].Coordinates.Lat == 1.5, "a campaign is read");

var metrics = await client.MapRankTracker.GetMetricsAsync("c1", "k1", cid: "17986238257282860575");
Expect(metrics.AveragePositions[new Timestamp("2024-06-13T14:20:10.660Z")] == 1.75, "a map keyed by timestamps is read");

var names = new List<string>();
await foreach (var summary in client.MapRankTracker.GetCampaignsAsync())
    names.Add(summary.Name);
Expect(names is ["first", "second"], "pages are read");

try
{
    await client.MapRankTracker.GetUserLimitsAsync();
    Expect(false, "an error is thrown");
}
catch (SemrushApiException exception)
{
    Expect(exception is { ErrorCode: "120200", FieldViolations: [{ Field: "user_id" }] }, "an error is read");
}

var services = new ServiceCollection();
services.AddSemrush(new ConfigurationBuilder().AddInMemoryCollection([new("ApiKey", "smoke-key"), new("Timeout", "00:00:05")]).Build());
await using var provider = services.BuildServiceProvider();
Expect(provider.GetRequiredService<SemrushClient>().AppCenter is not null, "a registered client is made");

Console.WriteLine("The native program works.");
return 0;

static void Expect(bool holds, string what)
{
    if (!holds)
        throw new InvalidOperationException($"This does not hold in the native program: {what}.");
}
