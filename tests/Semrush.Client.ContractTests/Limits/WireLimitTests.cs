using System.Globalization;
using Semrush.Client.ContractTests.Canary;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Limits;

/// <summary>The rate limit over HTTP and in real time, at a server that enforces it.</summary>
[Collection(nameof(Alone))]
public sealed class WireLimitTests : IDisposable
{
    private const int CallsForEachFailure = 25;

    private static readonly int Failures = Counts.Of(few: 2, full: 20);
    private static readonly int Calls = Failures * CallsForEachFailure;

    private readonly SemrushEmulator _emulator = SemrushEmulator.Start(new() { RateLimit = new() });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task Calls_of_three_clients_stay_within_the_limit_unless_the_machine_stalls_and_use_99_percent_of_the_rate()
    {
        await _emulator.WarmUpAsync();
        await using var stalls = new StallWatch();
        SemrushClient[] clients = [.. Enumerable.Range(0, 3).Select(_ => _emulator.CreateClient(options =>
            (options.Retry.MaxRetries, options.Retry.MaxDelay) = (20, TimeSpan.FromSeconds(1))))];
        // One call in 25 may fail; its retry may get the next failure.
        var campaign = (string)_emulator.MapRankTracker.Campaigns[0]["id"]!;
        _emulator.FailNext(Fault.Status(503), Failures, "GetCampaign");

        await Task.WhenAll(Enumerable.Range(0, Calls).Select(Task (i) => i % CallsForEachFailure == 0
            ? clients[i % 3].MapRankTracker.GetCampaignAsync(campaign, cancellationToken: Token)
            : clients[i % 3].MapRankTracker.GetUserLimitsAsync(cancellationToken: Token)));

        var arrivals = _emulator.Arrivals();
        var rejected = arrivals.Where(arrival => arrival.Status == 429).ToList();
        var unexplained = rejected.Where(arrival => !stalls.Explains(arrival.Moment)).ToList();
        // Ten may come at once, and ten more after each second.
        var permitted = TimeSpan.FromSeconds((arrivals.Count - 1) / 10);
        var rate = permitted / (arrivals[^1].Moment - arrivals[0].Moment - stalls.Time);
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"{Calls} calls, {arrivals.Count} requests, {rejected.Count} responses with 429, {unexplained.Count} of them without one of {stalls.Count} stalls of this machine, {rate:P2} of the permitted rate"));
        Assert.Empty(unexplained);
        // A stall delays at most the ten requests that are under way.
        Assert.InRange(rejected.Count, 0, Math.Max(arrivals.Count / 50, 10 * stalls.Count));
        Assert.Equal(Calls + Failures + rejected.Count, arrivals.Count);
        // A machine that stalls resumes callers late as well, and a retry after a 429 waits for up to a second; FullUseTests checks the
        // rate, in simulated time.
        if (stalls.Count == 0)
            Assert.InRange(rate, 0.99, 1);
        Assert.All(clients, client => client.Dispose());
    }
}
