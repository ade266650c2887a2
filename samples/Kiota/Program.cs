// The clients that Kiota generates from the same contracts, over the credentials, rate limit and retries of this library.
using Semrush.Client.Testing;
using Semrush.Kiota.MapRankTracker;

await using var emulator = SemrushEmulator.Start();
using var semrush = emulator.CreateClient();
var tracker = new MapRankTrackerClient(semrush.CreateRequestAdapter());

foreach (var campaign in (await tracker.Campaigns.GetAsync())?.Data?.Content ?? [])
    Console.WriteLine($"{campaign.Name}: {campaign.Status}");
