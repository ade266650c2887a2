using Semrush.Client.Benchmarks.Report;

namespace Semrush.Client.Benchmarks.Limiting;

/// <summary>More calls at once than the account may send: how near they come to what is permitted.</summary>
internal static class LimitedCalls
{
    private const int Calls = 200;
    private const int PerSecond = 10;

    public static async Task<Section> MeasureAsync()
    {
        using var server = new StrictServer(PerSecond);
        using var http = new HttpClient(server);
        var options = Settings.WithCachedToken();
        options.RateLimit.Enabled = true;
        options.RateLimit.RequestsPerSecond = PerSecond;
        using var client = new SemrushClient(options, http);
        var time = await Stopwatch.TimeAsync(() => Task.WhenAll(Enumerable.Range(0, Calls)
            .Select(_ => client.MapRankTracker.GetUserLimitsAsync()))).ConfigureAwait(false);

        // The first ten start at once, and every further ten a second later.
        var permitted = TimeSpan.FromSeconds((double)(Calls - PerSecond) / PerSecond);
        var share = permitted / time;
        return new("Calls through the limiter", $"{Calls} calls at once, {PerSecond} permitted in any second; the server refuses what is beyond.",
            new Table("total", "least possible", "share of the permitted rate", "answers of 429")
                .Add(Figures.Seconds(time), Figures.Seconds(permitted), Figures.Number(share * 100, 1) + " %", Figures.Number(server.Refused)),
            [new($"{Calls} calls through the limiter at {PerSecond}/s", "≥ 99 % of the permitted rate, 0 × 429",
                $"{Figures.Number(share * 100, 1)} %, {server.Refused} × 429", share >= 0.99 && server.Refused == 0 && server.Answered == Calls)]);
    }
}
