using System.Globalization;
using System.Net;
using Semrush.Client.Benchmarks.Heatmaps;
using Semrush.Client.Benchmarks.Report;
using Semrush.Client.Benchmarks.Server;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Benchmarks.Scenarios;

/// <summary>All heatmaps of a campaign from a server that is neither even nor always available: how near they come to what is permitted.</summary>
internal static class CampaignHeatmaps
{
    private const int Keywords = 20;
    private const int Dates = 10;
    private const int Heatmaps = Keywords * Dates;
    private const int Points = 49;
    private const double Target = 0.95;

    private static readonly Campaign Campaign = new()
    {
        Id = The.CampaignId,
        Business = new() { Cid = The.Cid },
        Keywords = [.. Enumerable.Range(0, Keywords).Select(number => new Keyword { Id = Text(number), Name = "keyword " + Text(number) })],
        ReportDates = [.. Enumerable.Range(1, Dates).Select(day => new Timestamp($"2024-07-{day:00}T12:39:22.611Z"))],
    };

    public static async Task<Section> MeasureAsync()
    {
        var held = new Held();
        var uneven = new UnevenServer(new MemoryServer(HeatmapBody.Of(Points)), held.Add);
        using var server = new StrictServer(Limited.PerSecond, uneven);
        using var client = Limited.Client(server);
        await Limited.WarmUpAsync(async () =>
        {
            await client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, new() { Cid = The.Cid }).ConfigureAwait(false);
            held.Take();
        }).ConfigureAwait(false);
        var before = server.Permitted;
        var time = await Stopwatch.TimeAsync(() => ReadAsync(client, held)).ConfigureAwait(false);

        var requests = server.Permitted - before;
        var least = Limited.LeastTime(requests) + UnevenServer.Latency;
        var share = least / time;
        var ahead = new HeatmapSelection().MaxAhead;
        return new("All heatmaps of a campaign", Description(uneven.Failures),
            new Table("requests", "total", "least possible", "share of the permitted rate", "429 responses", "most results held at once", "`MaxAhead`")
                .Add(
                    Figures.Number(requests),
                    Figures.Seconds(time),
                    Figures.Seconds(least),
                    Figures.Percent(share),
                    Figures.Number(server.Rejected),
                    Figures.Number(held.Most),
                    Figures.Number(ahead)),
            [
                new($"{Heatmaps} heatmaps of a campaign at {Limited.PerSecond}/s", $"own target: ≥ {Figures.Number(Target * 100)} % of the permitted rate, 0 × 429, at most `MaxAhead` held",
                    $"{Figures.Percent(share)}, {server.Rejected} × 429, {held.Most} of {ahead}", share >= Target && server.Rejected == 0 && held.Most <= ahead),
            ]);
    }

    private static async Task ReadAsync(SemrushClient client, Held held)
    {
        var read = 0;
        await foreach (var result in client.MapRankTracker.GetHeatmapsAsync(Campaign).ConfigureAwait(false))
        {
            held.Take();
            if (result.Heatmap?.Positions.Count == Points)
                read++;
        }

        if (read != Heatmaps)
            throw new InvalidOperationException("A heatmap is missing.");
    }

    private static string Description(int failures)
        => $"`GetHeatmapsAsync(campaign)` with {Keywords} keywords and {Dates} dates, {Limited.PerSecond} requests permitted in any second, retries included. The server, in this process, responds after {Figures.Milliseconds(UnevenServer.Latency)}, ± {Figures.Milliseconds(UnevenServer.Scatter)}, and {failures} times with 503. The least possible time is that of the starts and one response. Results are returned in order; a result that arrives early is held.";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The number of results that the reader has not taken yet.</summary>
internal sealed class Held
{
    private readonly Lock _gate = new();

    private int _now;

    public int Most { get; private set; }

    public void Add()
    {
        lock (_gate)
            Most = Math.Max(Most, ++_now);
    }

    public void Take()
    {
        lock (_gate)
            _now--;
    }
}

/// <summary>Responds after varying times, and is sometimes unavailable; another server makes the responses.</summary>
internal sealed class UnevenServer(HttpMessageHandler inner, Action responded) : DelegatingHandler(inner)
{
    /// <summary>The mean latency.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(300);

    /// <summary>By how much a response may be earlier or later.</summary>
    public static readonly TimeSpan Scatter = TimeSpan.FromMilliseconds(100);

    private const int Outage = 40;

    private int _requests;

    public int Failures => _requests / Outage;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _requests);
        await Task.Delay(LatencyOf(number), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        if (number % Outage == 0)
            return new(HttpStatusCode.ServiceUnavailable);

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        responded();
        return response;
    }

    // Scattered, and the same in every run: 37 has no factor in common with 101.
    private static TimeSpan LatencyOf(int number) => Latency + Scatter * (number * 37 % 101 / 50.0 - 1);
}
