using System.Net;
using Semrush.Client.Benchmarks.Report;
using Semrush.Client.Benchmarks.Server;

namespace Semrush.Client.Benchmarks.Scenarios;

/// <summary>More calls at once than the account may send: how near they come to what is permitted.</summary>
internal static class LimitedCalls
{
    private const int Calls = 200;
    private const int Rounds = 2;
    private const double Target = 0.99;

    public static async Task<Section> MeasureAsync()
    {
        var (rejected, complete) = (0, true);
        var times = await Spread.OfAsync(Rounds, async () =>
        {
            using var server = new StrictServer(Limited.PerSecond, new MemoryServer("""{"meta":{"success":true},"data":{}}"""u8.ToArray()));
            using var client = Limited.Client(server);
            await Limited.WarmUpAsync(() => client.MapRankTracker.GetUserLimitsAsync()).ConfigureAwait(false);
            var time = await Stopwatch.TimeAsync(() => Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => client.MapRankTracker.GetUserLimitsAsync()))).ConfigureAwait(false);
            rejected += server.Rejected;
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
                    Figures.Number(rejected)),
            [
                new($"{Calls} calls through the limiter at {Limited.PerSecond}/s", $"≥ {Figures.Number(Target * 100)} % of the permitted rate, 0 × 429",
                    $"{Figures.Percent(share)}, {rejected} × 429", share >= Target && rejected == 0 && complete) { Doubt = times.Doubt(least / Target) },
            ]);
    }

    private static string Text
        => $"{Calls} concurrent calls, {Limited.PerSecond} permitted in any second; the server rejects all others. {Rounds} rounds, each after one call and the return of its permit. The server is in this process, so the figures do not include a network. `WireLimitTests` of the contract tests use a socket.";
}

/// <summary>The client with its rate limiter on.</summary>
internal static class Limited
{
    public const int PerSecond = 10;

    // A start counts for a second and a little more.
    private static readonly TimeSpan UntilPermitIsBack = TimeSpan.FromSeconds(1.5);

    public static SemrushClient Client(HttpMessageHandler server)
    {
        var options = Settings.WithCachedToken();
        options.RateLimit.Enabled = true;
        options.RateLimit.RequestsPerSecond = PerSecond;
        return new(options, new HttpClient(server));
    }

    /// <summary>Makes a call, so that what is measured afterwards is compiled and has a token, and every permit.</summary>
    public static async Task WarmUpAsync(Func<Task> call)
    {
        await call().ConfigureAwait(false);
        await Task.Delay(UntilPermitIsBack, TimeProvider.System).ConfigureAwait(false);
    }

    /// <summary>The least time in which so many requests may start: the first ten at once, and every further ten a second later.</summary>
    public static TimeSpan LeastTime(int requests) => TimeSpan.FromSeconds((requests - 1) / PerSecond);
}

/// <summary>Responds with 429 to more requests than are permitted in any second; another server responds to the others.</summary>
internal sealed class StrictServer(int perSecond, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<long> _starts = new();

    public int Permitted { get; private set; }

    public int Rejected { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => IsPermitted() ? base.SendAsync(request, cancellationToken) : Task.FromResult(new HttpResponseMessage(HttpStatusCode.TooManyRequests));

    private bool IsPermitted()
    {
        lock (_gate)
        {
            var now = TimeProvider.System.GetTimestamp();
            while (_starts.TryPeek(out var start) && TimeProvider.System.GetElapsedTime(start, now) >= Second)
                _starts.Dequeue();
            if (_starts.Count >= perSecond)
            {
                Rejected++;
                return false;
            }

            _starts.Enqueue(now);
            Permitted++;
            return true;
        }
    }
}
