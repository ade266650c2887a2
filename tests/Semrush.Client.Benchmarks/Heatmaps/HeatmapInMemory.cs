using Semrush.Client.Benchmarks.Server;

namespace Semrush.Client.Benchmarks.Heatmaps;

/// <summary>Without a network: what the client itself costs.</summary>
public class HeatmapInMemory : HeatmapCalls
{
    protected override Task ConnectAsync()
    {
        var body = HeatmapBody.Of(Points);
        Use(The.Server, () => new MemoryServer(body), new(Settings.WithCachedToken(), new HttpClient(new MemoryServer(body))));
        return Task.CompletedTask;
    }
}
