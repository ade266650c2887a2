using System.Globalization;
using Semrush.Client.ContractTests.Canary;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Limits;

/// <summary>Reliability 18, over HTTP and in real time, at a server that counts for itself.</summary>
[Collection(nameof(Alone))]
public sealed class WireLimitTests : IDisposable
{
    private const int Calls = 500;
    private const int Failures = 20;

    private readonly SemrushEmulator _emulator = SemrushEmulator.Start(new() { RateLimit = new() });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task Five_hundred_calls_by_three_clients_with_repetitions_are_never_too_many_and_take_99_percent_of_the_permitted_rate()
    {
        await WarmUpAsync();
        SemrushClient[] clients = [_emulator.CreateClient(), _emulator.CreateClient(), _emulator.CreateClient()];
        // One call in 25 fails at first, and is repeated.
        var campaign = (string)_emulator.MapRankTracker.Campaigns[0]["id"]!;
        _emulator.FailNext(Fault.Status(503), Failures, "GetCampaign");

        await Task.WhenAll(Enumerable.Range(0, Calls).Select(Task (i) => i % (Calls / Failures) == 0
            ? clients[i % 3].MapRankTracker.GetCampaignAsync(campaign, Token)
            : clients[i % 3].MapRankTracker.GetUserLimitsAsync(Token)));

        var arrivals = Arrivals();
        var refused = _emulator.Calls.Count(call => call.Status == 429);
        // Ten may come at once, and ten more after each second.
        var permitted = TimeSpan.FromSeconds((arrivals.Count - 1) / 10);
        var rate = permitted / (arrivals[^1] - arrivals[0]);
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture, $"{Calls} calls, {arrivals.Count} requests, {refused} answers of 429, {rate:P2} of the permitted rate"));
        Assert.Equal((0, Calls + Failures), (refused, arrivals.Count));
        Assert.InRange(rate, 0.99, 1);
        Assert.All(clients, client => client.Dispose());
    }

    private List<DateTime> Arrivals() => [.. _emulator.Server.LogEntries.Select(entry => entry.RequestMessage!.DateTime).Order()];

    // With another credential, so that neither the compiler's work nor the first connection is counted.
    private async Task WarmUpAsync()
    {
        using var client = _emulator.CreateClient(options => (options.ApiKey, options.AccessToken) = (null, _emulator.AccessToken));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.MapRankTracker.GetUserLimitsAsync(Token)));
        _emulator.Reset();
    }
}
