using Semrush.Client;

var builder = Host.CreateApplicationBuilder();
builder.Configuration["Semrush:BaseAddress"] = args[0];
builder.Configuration["Semrush:ApiKey"] = args[1];
builder.Services.AddSemrush(builder.Configuration.GetSection("Semrush"));
builder.Services.AddHostedService<Worker>();
builder.Build().Run();

internal sealed class Worker(SemrushClient semrush, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var campaign in semrush.MapRankTracker.GetCampaignsAsync(cancellationToken: stoppingToken))
            Console.WriteLine($"campaign {campaign.Name}");
        lifetime.StopApplication();
    }
}
