using System.Net.Http.Headers;
using System.Text.Json;

namespace Semrush.Client.Benchmarks.Peers.Handwritten;

/// <summary>The limit: what an expert writes by hand for this one call.</summary>
internal sealed class HandwrittenClient(HttpClient http, string server, string token)
{
    private readonly AuthenticationHeaderValue _authorization = new("Bearer", token);

    public async Task<Heatmap> GetHeatmapAsync(string campaignId, string keywordId, string reportDate, string cid, CancellationToken cancellationToken)
    {
        var address = $"{server}campaigns/{Uri.EscapeDataString(campaignId)}/heatmap?keywordId={Uri.EscapeDataString(keywordId)}"
            + $"&reportDate={Uri.EscapeDataString(reportDate)}&cid={Uri.EscapeDataString(cid)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = _authorization;

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = body.ConfigureAwait(false);
        var envelope = await JsonSerializer.DeserializeAsync(body, HandwrittenJson.Default.HeatmapEnvelope, cancellationToken).ConfigureAwait(false);
        return envelope is { Meta.Success: true, Data: { } heatmap } ? heatmap : throw new HttpRequestException("The response reports a failure.");
    }
}
