using Semrush.Client.Authentication;
using Semrush.Client.Benchmarks.Report;

namespace Semrush.Client.Benchmarks.Scenarios;

/// <summary>A thousand concurrent callers with an expired token.</summary>
internal static class ExpiredToken
{
    private const int Callers = 1000;
    private const int Rounds = 6;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);
    private static readonly Uri Address = new(The.Server);

    public static async Task<Section> MeasureAsync()
    {
        var mostRequests = 0;
        var times = await Spread.OfAsync(Rounds, async () =>
        {
            var source = new TokenSource(Latency);
            var time = await RoundAsync(source).ConfigureAwait(false);
            mostRequests = Math.Max(mostRequests, source.Requests);
            return time;
        }).ConfigureAwait(false);
        // The first round compiles what the others measure.
        times = new([.. times.Runs.Skip(1)]);

        var ratio = times.Median / Latency;
        return new("An expired token", $"{Figures.Number(Callers)} concurrent callers; the token endpoint responds after {Figures.Milliseconds(Latency)}.",
            new Table("token requests", "total (spread)", "total ÷ latency").Add(Figures.Number(mostRequests), times.Text(Figures.Milliseconds), Figures.Times(ratio)),
            [new($"{Figures.Number(Callers)} callers on an expired token", "1 request, total ≤ 1.10× its latency", $"{mostRequests} request, {Figures.Times(ratio)}", mostRequests == 1 && ratio <= 1.1) { Doubt = times.Doubt(1.1 * Latency) }]);
    }

    private static async Task<TimeSpan> RoundAsync(TokenSource source)
    {
        using var manager = new TokenManager(source);
        var yesterday = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(1);
        await manager.AcceptAsync(new("an-expired-token", yesterday, TimeSpan.FromHours(1)) { RefreshToken = "a-refresh-token" }).ConfigureAwait(false);
        return await Stopwatch.TimeAsync(() => Task.WhenAll(Enumerable.Range(0, Callers)
            .Select(_ => Task.Run(() => manager.GetAuthorizationTokenAsync(Address))))).ConfigureAwait(false);
    }
}
