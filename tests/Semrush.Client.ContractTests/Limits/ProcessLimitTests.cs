using System.Globalization;
using Semrush.Client.ContractTests.Canary;
using Semrush.Client.Testing;
using Semrush.Client.Tests.Authentication.Stores;

namespace Semrush.Client.ContractTests.Limits;

/// <summary>Processes know nothing of each other: each of them is given its part of what the account may do.</summary>
[Collection(nameof(Alone))]
public sealed class ProcessLimitTests
{
    private const int Processes = 4;
    private const int CallsOfEach = 20;

    [Fact]
    public async Task Four_processes_with_a_part_each_are_never_too_many()
    {
        await using var emulator = SemrushEmulator.Start(new() { RateLimit = new() });

        var workers = await RunAsync(emulator, part: 10 / Processes);

        Assert.All(workers, worker => Assert.True(worker.Code == 0, worker.Error));
        var refused = emulator.Calls.Count(call => call.Status == 429);
        TestContext.Current.SendDiagnosticMessage($"{Processes} processes, {emulator.Calls.Count} requests, {refused} answers of 429");
        Assert.Equal((0, Processes * CallsOfEach), (refused, emulator.Calls.Count));
    }

    private static Task<(int Code, string Output, string Error)[]> RunAsync(SemrushEmulator emulator, int part) => Task.WhenAll(
        Enumerable.Range(0, Processes).Select(_ => Worker.Start("call", emulator.Address.AbsoluteUri, emulator.ApiKey, Text(CallsOfEach), Text(part)).EndAsync()));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
