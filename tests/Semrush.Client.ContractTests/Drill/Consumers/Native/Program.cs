using Semrush.Client;

using var semrush = new SemrushClient(new SemrushClientOptions { BaseAddress = new(args[0]), ApiKey = args[1] });
await foreach (var campaign in semrush.MapRankTracker.GetCampaignsAsync())
    Console.WriteLine($"campaign {campaign.Name}");
