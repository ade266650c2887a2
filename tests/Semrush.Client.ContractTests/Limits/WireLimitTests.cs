using System.Globalization;
using Semrush.Client.ContractTests.Canary;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Limits;

/// <summary>Reliability 18, over HTTP and in real time, at a server that counts for itself.</summary>
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
    public async Task Calls_by_three_clients_with_retries_are_never_too_many_unless_the_machine_stalls_and_take_99_percent_of_the_permitted_rate()
    {
        await _emulator.WarmUpAsync();
        await using var stalls = new StallWatch();
        SemrushClient[] clients = [.. Enumerable.Range(0, 3).Select(_ => _emulator.CreateClient(options =>
            (options.Retry.MaxRetries, options.Retry.MaxDelay) = (20, TimeSpan.FromSeconds(1))))];
        // Of the calls that may fail, one in 25, a repetition may meet the next failure.
        var campaign = (string)_emulator.MapRankTracker.Campaigns[0]["id"]!;
        _emulator.FailNext(Fault.Status(503), Failures, "GetCampaign");

        await Task.WhenAll(Enumerable.Range(0, Calls).Select(Task (i) => i % CallsForEachFailure == 0
            ? clients[i % 3].MapRankTracker.GetCampaignAsync(campaign, cancellationToken: Token)
            : clients[i % 3].MapRankTracker.GetUserLimitsAsync(cancellationToken: Token)));

        var arrivals = _emulator.Arrivals();
        var refused = arrivals.Where(arrival => arrival.Status == 429).ToList();
        var unexplained = refused.Where(arrival => !stalls.Explains(arrival.Moment)).ToList();
        // Ten may come at once, and ten more after each second.
        var permitted = TimeSpan.FromSeconds((arrivals.Count - 1) / 10);
        var rate = permitted / (arrivals[^1].Moment - arrivals[0].Moment - stalls.Time);
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"{Calls} calls, {arrivals.Count} requests, {refused.Count} answers of 429, {unexplained.Count} of them without one of {stalls.Count} stalls of this machine, {rate:P2} of the permitted rate"));
        Assert.Empty(unexplained);
        // A stall holds up the ten requests that are under way, at most.
        Assert.InRange(refused.Count, 0, Math.Max(arrivals.Count / 50, 10 * stalls.Count));
        Assert.Equal(Calls + Failures + refused.Count, arrivals.Count);
        // A machine that stalls wakes callers late as well, and a retry after a 429 waits for up to a second; there, FullUseTests judges the
        // rate, in simulated time.
        if (stalls.Count == 0)
            Assert.InRange(rate, 0.99, 1);
        Assert.All(clients, client => client.Dispose());
    }
}
