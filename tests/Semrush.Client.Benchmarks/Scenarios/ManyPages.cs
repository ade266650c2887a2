using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using Semrush.Client.Benchmarks.Report;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Benchmarks.Scenarios;

/// <summary>A long list, read with and without prefetching.</summary>
internal static class ManyPages
{
    private const int Pages = 100;
    private const int Rounds = 2;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    // The others are compared with the first.
    private static readonly (string Name, Func<SemrushClient, AsyncPageable<CampaignSummary, CampaignPage>> List)[] Ways =
    [
        ("one page after the other", client => client.MapRankTracker.GetCampaignsAsync()),
        ("one page ahead", client => client.MapRankTracker.GetCampaignsAsync().WithPrefetch()),
        ("four pages ahead", client => client.MapRankTracker.GetCampaignsAsync().WithPrefetch(4)),
    ];

    public static async Task<Section> MeasureAsync()
    {
        var results = new List<(string Name, Spread Times)>();
        foreach (var (name, list) in Ways)
            results.Add((name, await Spread.OfAsync(Rounds, () => RoundAsync(list)).ConfigureAwait(false)));

        var sequential = results[0].Times.Median;
        var table = new Table("mode", "total (spread)", "total ÷ sequential");
        foreach (var (name, times) in results)
            table.Add(name, times.Text(Figures.Seconds), Figures.Times(times.Median / sequential));
        return new("Many pages", $"{Pages} pages from a server that takes {Figures.Milliseconds(Latency)} for each.", table,
            [.. results.Skip(1).Select(way => new Verdict(
                $"{Pages} pages, {way.Name}", "≤ 0.60× of sequential", Figures.Times(way.Times.Median / sequential), way.Times.Median / sequential <= 0.6) { Doubt = way.Times.Doubt(0.6 * sequential) })]);
    }

    private static async Task<TimeSpan> RoundAsync(Func<SemrushClient, AsyncPageable<CampaignSummary, CampaignPage>> list)
    {
        using var http = new HttpClient(new PagingServer(Pages, Latency));
        using var client = new SemrushClient(Settings.WithCachedToken(), http);
        return await Stopwatch.TimeAsync(async () =>
        {
            var pages = 0;
            await foreach (var _ in list(client).AsPages().ConfigureAwait(false))
                pages++;
            if (pages != Pages)
                throw new InvalidOperationException("The list was not read to its end.");
        }).ConfigureAwait(false);
    }
}

/// <summary>A list of many pages, each with the same latency.</summary>
internal sealed class PagingServer(int pages, TimeSpan latency) : HttpMessageHandler
{
    private const int Items = 10;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(latency, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        var number = int.Parse(HttpUtility.ParseQueryString(request.RequestUri!.Query)["page"]!, CultureInfo.InvariantCulture);
        return new(HttpStatusCode.OK) { Content = new StringContent(Page(number), Encoding.UTF8, "application/json") };
    }

    private string Page(int number)
    {
        var items = string.Join(',', Enumerable.Range(number * Items, Items).Select(item => $$"""{"id":"{{item}}","name":"Campaign {{item}}"}"""));
        var last = number == pages - 1 ? "true" : "false";
        return $$$"""{"meta":{"success":true},"data":{"content":[{{{items}}}],"last":{{{last}}},"totalPages":{{{pages}}},"number":{{{number}}}}}""";
    }
}
