using Refit;
using Semrush.Client.Benchmarks.Peers.Handwritten;

namespace Semrush.Client.Benchmarks.Peers.RefitInterface;

/// <summary>The compared call as Refit has it, with its default JSON and the records of the limit.</summary>
internal interface IRefitClient
{
    [Get("/campaigns/{campaignId}/heatmap")]
    Task<HeatmapEnvelope> GetHeatmapAsync(string campaignId, string keywordId, string reportDate, string cid, CancellationToken cancellationToken);
}
