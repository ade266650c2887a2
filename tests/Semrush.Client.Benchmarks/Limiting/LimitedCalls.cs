using Semrush.Client.Benchmarks.Report;
using Semrush.Client.Benchmarks.Server;

namespace Semrush.Client.Benchmarks.Limiting;

/// <summary>More calls at once than the account may send: how near they come to what is permitted.</summary>
internal static class LimitedCalls
{
    private const int Calls = 200;
    private const int Rounds = 2;
    private const double Target = 0.99;

    public static async Task<Section> MeasureAsync()
    {
        var (refused, complete) = (0, true);
        var times = await Spread.OfAsync(Rounds, async () =>
        {
            using var server = new StrictServer(Limited.PerSecond, new MemoryServer("""{"meta":{"success":true},"data":{}}"""u8.ToArray()));
            using var client = Limited.Client(server);
            await Limited.WarmUpAsync(() => client.MapRankTracker.GetUserLimitsAsync()).ConfigureAwait(false);
            var time = await Stopwatch.TimeAsync(() => Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => client.MapRankTracker.GetUserLimitsAsync()))).ConfigureAwait(false);
            refused += server.Refused;
            complete &= server.Permitted == Calls + 1;
            return time;
        }).ConfigureAwait(false);

        var least = Limited.LeastTime(Calls);
        var share = least / times.Median;
        return new("Calls through the limiter", Text,
            new Table("total (spread)", "least possible", "share of the permitted rate (spread)", "429 responses")
                .Add(
                    times.Text(Figures.Seconds),
                    Figures.Seconds(least),
                    $"{Figures.Percent(share)} ({Figures.Percent(least / times.Runs.Max())} to {Figures.Percent(least / times.Runs.Min())})",
                    Figures.Number(refused)),
            [
                new($"{Calls} calls through the limiter at {Limited.PerSecond}/s", $"≥ {Figures.Number(Target * 100)} % of the permitted rate, 0 × 429",
                    $"{Figures.Percent(share)}, {refused} × 429", share >= Target && refused == 0 && complete) { Doubt = times.Doubt(least / Target) },
            ]);
    }

    private static string Text
        => $"{Calls} concurrent calls, {Limited.PerSecond} permitted in any second; the server rejects all others. {Rounds} rounds, each after one call and the return of its permit. The server is in this process, so the figures do not include a network. `WireLimitTests` of the contract tests use a socket.";
}
