using BenchmarkDotNet.Attributes;
using Semrush.Client.Benchmarks.Server;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Benchmarks.Heatmaps;

/// <summary>From a server in a process of its own on this machine, over the same settings of a connection for each client.</summary>
public class HeatmapOnLoopback : HeatmapCalls
{
    private ServerProcess _server = null!;

    [GlobalCleanup]
    public void Stop() => _server.Dispose();

    protected override async Task ConnectAsync()
    {
        _server = await ServerProcess.StartAsync(Points).ConfigureAwait(false);
        var options = Settings.WithCachedToken(_server.Address);
        options.BaseAddress = _server.Address;
        Use(_server.Address.AbsoluteUri + "apis/v4/map-rank-tracker/v0/", () => HttpPipeline.CreateHandler(), new(options));
    }
}
