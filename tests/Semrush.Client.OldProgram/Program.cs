// A program of a user, compiled against the library as it is. The drill runs it, as it was compiled, on a library with a larger contract.
using System.Net;
using Semrush.Client;
using Semrush.Client.MapRankTracker;
using Semrush.Client.OldProgram;

const string Body = """{"meta":{"success":true},"data":{"id":"c","name":"Mine","status":"COLLECTED","content":[{"id":"c"}],"last":true,"positions":[]}}""";
var status = HttpStatusCode.OK;
using var server = new StubServer(_ => ((int)status, Body));
using var semrush = new SemrushClient(new SemrushClientOptions { ApiKey = "old-program", RateLimit = { Enabled = false } }, new HttpClient(server));
var tracker = semrush.MapRankTracker;

// Operations, with and without what may be left out.
await tracker.GetUserLimitsAsync();
await tracker.GetUserLimitsAsync(new() { OnResponse = response => Expect(response.StatusCode == HttpStatusCode.OK, "a response is passed to OnResponse") });
var campaigns = tracker.GetCampaignsAsync(new() { Size = 5, Sort = CampaignSort.CreatedAtDesc });
await foreach (var listed in campaigns)
    Expect(listed.Id == "c", "a list is read");
await tracker.GetCampaignsPageAsync();
await tracker.GetHeatmapAsync("c", "k", new("2026-01-01T00:00:00Z"), new() { Cid = "1" }, CancellationToken.None);
var campaign = await tracker.UpdateCampaignAsync("c", new() { Name = "Mine" }, cancellationToken: CancellationToken.None);
await tracker.DeleteCampaignAsync("c");

// Members, enumerations and models that the program makes itself.
var copy = campaign with { Name = "Copy", Keywords = [new() { Id = "k", Name = "bakery" }] };
Expect(copy.Status == CampaignStatus.Collected && copy != campaign && copy.ToString().Contains("Copy", StringComparison.Ordinal), "a model is copied");
Expect(new GetCampaignsOptions { Size = 5 } == new GetCampaignsOptions { Size = 5 }, "options are compared");

// Failures.
status = HttpStatusCode.Forbidden;
try
{
    await tracker.CollectCampaignAsync("c");
    Expect(false, "a failure is thrown");
}
catch (SemrushApiException failure) when (failure.StatusCode == HttpStatusCode.Forbidden)
{
    Expect(failure.Operation == "MapRankTracker.CollectCampaign", "a failure is read");
}

// A fake.
using var faked = new FakeSemrush();
Expect((await faked.MapRankTracker.GetUserLimitsAsync()).Credits is { Available: 7 }, "a fake is called");
Console.WriteLine("The old program runs.");

static void Expect(bool holds, string what)
{
    if (!holds)
        throw new InvalidOperationException($"It does not hold that {what}.");
}
