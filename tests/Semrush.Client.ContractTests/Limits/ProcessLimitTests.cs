using System.Globalization;
using Semrush.Client.ContractTests.Canary;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Limits;

/// <summary>The limit of an account is not shared between processes: each process gets a part of it.</summary>
[Collection(nameof(Alone))]
public sealed class ProcessLimitTests
{
    private static readonly int CallsOfEach = Counts.Of(few: 8, full: 20);

    // Together the limit of the account.
    private static readonly int[] Parts = [3, 3, 2, 2];

    [Fact]
    public async Task Four_processes_with_parts_of_the_limit_stay_within_it_unless_the_machine_stalls()
    {
        await using var emulator = SemrushEmulator.Start(new() { RateLimit = new() });

        await emulator.WarmUpAsync();
        await using var stalls = new StallWatch();

        var workers = await RunAsync(emulator);

        Assert.All(workers, worker => Assert.True(worker.Code == 0, worker.Error));
        var arrivals = emulator.Arrivals();
        var rejected = arrivals.Where(arrival => arrival.Status == 429).ToList();
        var unexplained = rejected.Where(arrival => !stalls.Explains(arrival.Moment)).ToList();
        TestContext.Current.SendDiagnosticMessage(
            $"{Parts.Length} processes, {arrivals.Count} requests, {rejected.Count} responses with 429, {unexplained.Count} of them without one of {stalls.Count} stalls of this machine");
        Assert.Empty(unexplained);
        Assert.InRange(rejected.Count, 0, Math.Max(arrivals.Count / 10, 10 * stalls.Count));
        Assert.Equal((Parts.Length * CallsOfEach) + rejected.Count, arrivals.Count);
    }

    private static Task<(int Code, string Output, string Error)[]> RunAsync(SemrushEmulator emulator) => Task.WhenAll(
        Parts.Select(part => Worker.Start("call", emulator.Address.AbsoluteUri, emulator.ApiKey, Text(CallsOfEach), Text(part)).EndAsync()));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
