using BenchmarkDotNet.Attributes;
using Semrush.Client.Benchmarks.Server;

namespace Semrush.Client.Benchmarks.Heatmaps;

/// <summary>Without a network: what the client itself costs.</summary>
public class HeatmapInMemory : HeatmapCalls
{
    [GlobalSetup]
    public Task PrepareAsync()
    {
        var body = HeatmapBody.Of(Points);
        return UseAsync(The.Server, () => new MemoryServer(body), new(Settings.WithCachedToken(), new HttpClient(new MemoryServer(body))));
    }
}
