using System.Globalization;
using Semrush.Client.ContractTests.Canary;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Soak;

[Collection(nameof(Alone))]
public sealed class SoakTests
{
    [Fact]
    public async Task Calls_with_faults_in_three_of_ten_requests_lose_nothing_and_do_nothing_twice()
    {
        using var emulator = SemrushEmulator.Start();
        var plan = new FaultPlan(seed: 20_261_122, share: 0.3);
        var run = new SoakRun(emulator, plan);

        await run.CallAsync(TestContext.Current.CancellationToken);

        var report = new SoakReport(run, plan);
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.Equal((0, 0, 0), (report.Lost, report.Duplicates, report.SentTwice));
        Assert.All(Enumerable.Range(0, SoakRun.Calls), call => Assert.True(report.IsFailureOfFault(call), run.Failure(call)?.Message));
        AssertAttempts(report);
        AssertEffects(emulator, report);
    }

    private static void AssertAttempts(SoakReport report)
    {
        Assert.Empty(report.Miscounted);
        Assert.Empty(report.Astray);
        Assert.Empty(report.AgainstTheRules);
        // If the machine stalls for longer than the time limit of an attempt, an attempt may time out before it is sent.
        Assert.InRange(report.NeverArrived, 0, SoakRun.Callers);
    }

    // The ledger is that of the proxy; these are the records of the server.
    private static void AssertEffects(SemrushEmulator emulator, SoakReport report)
    {
        var tracker = emulator.MapRankTracker;
        var made = tracker.Campaigns.Select(campaign => (string)campaign["name"]!).Where(name => name.StartsWith("made by", StringComparison.Ordinal)).ToList();
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.Equal(report.CarriedOut(call => SoakCalls.KindOf(call) is "create (rejected)" or "update (rejected)"), made.Count);
        Assert.Equal(report.CarriedOut(SoakCalls.IsCollect), tracker.CreditsTotal - tracker.CreditsAvailable);
        var events = emulator.AppCenter.Events;
        Assert.Equal(Enumerable.Range(0, SoakRun.Calls).Count(call => SoakCalls.IsEvent(call) && report.Run.Ledger.TimesCarriedOut(call) > 0), events.Count);
        Assert.Contains(events, sent => sent.TimesSent > 1);
        Assert.InRange(report.Run.PeakSockets, 1, 100);
    }
}

/// <summary>The figures of a run.</summary>
internal sealed record SoakReport(SoakRun Run, FaultPlan Plan)
{
    private static readonly IEnumerable<int> Calls = Enumerable.Range(0, SoakRun.Calls);

    /// <summary>Calls that returned though the server had not done them, or returned something else.</summary>
    public int Lost => Calls.Count(call => Run.Failure(call) is null && (!Run.IsRight(call) || Run.Ledger.TimesCarriedOut(call) == 0));

    /// <summary>Writes that the server has done more than once.</summary>
    public int Duplicates => Calls.Count(call => (SoakCalls.IsWrite(call) || SoakCalls.IsCollect(call)) && Run.Ledger.TimesCarriedOut(call) > 1);

    /// <summary>Collections that arrived more than once.</summary>
    public int SentTwice => Calls.Count(call => SoakCalls.IsCollect(call) && Run.Ledger.Arrivals(call) > 1);

    /// <summary>Calls that never arrived: they timed out while they waited for a connection.</summary>
    public int NeverArrived => Calls.Count(call => Run.Ledger.Arrivals(call) == 0);

    /// <summary>Calls that arrived more often than they were sent, or less often, except for attempts that timed out.</summary>
    public IEnumerable<int> Astray => Calls.Where(call => Run.Ledger.Arrivals(call) > Run.Ledger.TimesSent(call)
        || Run.Ledger.Arrivals(call) < Run.Ledger.TimesSent(call) - Run.Ledger.TimesGivenUp(call));

    /// <summary>Calls whose failure has another number of attempts than was sent.</summary>
    public IEnumerable<int> Miscounted => Calls.Where(call => Run.Failure(call) is { } failure && failure.Attempts != Run.Ledger.TimesSent(call));

    /// <summary>Calls that failed after fewer or more attempts than their retry class allows.</summary>
    public IEnumerable<int> AgainstTheRules => Calls.Where(call => Run.Failure(call) is { } failure && !SoakRules.Allow(call, failure));

    /// <summary>Calls that failed with a <see cref="SemrushApiException"/>.</summary>
    public int Failed => Calls.Count(call => Run.Failure(call) is not null);

    /// <summary>How often the server has done such calls.</summary>
    public int CarriedOut(Func<int, bool> which) => Calls.Where(which).Sum(Run.Ledger.TimesCarriedOut);

    /// <summary>Whether a failure is that of a fault: the server itself rejected nothing.</summary>
    public bool IsFailureOfFault(int call) => (int?)Run.Failure(call)?.StatusCode is null or 200 or 429 or 500 or 502 or 503 or 504 or 550 or 553;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Soak: {SoakRun.Calls} calls, {Run.Ledger.Sent} requests, {Run.Ledger.Requests} of which arrived, {Plan.Faults} faults ({Plan}); {SoakRun.Calls - Failed} returned, {Failed} failed; "
            + $"{Lost} lost, {Duplicates} done twice, {SentTwice} collections sent twice, {NeverArrived} calls never arrived; "
            + $"at most {Run.PeakSockets} sockets and {Run.PeakMemory / 1024 / 1024} MiB; {Run.Duration.TotalSeconds:0} s");
}

/// <summary>How many attempts a call makes before it fails, by its retry class.</summary>
internal static class SoakRules
{
    public const int Retries = 3;

    /// <summary>Whether the call had to end with that failure, after so many attempts.</summary>
    public static bool Allow(int call, SemrushApiException failure) => failure.Attempts switch
    {
        1 + Retries => !SoakCalls.IsCollect(call),
        >= 1 and <= Retries => IsFinal(call, failure),
        _ => false,
    };

    private static bool IsFinal(int call, SemrushApiException failure) => (int?)failure.StatusCode switch
    {
        // It spends credits.
        _ when SoakCalls.IsCollect(call) => true,

        // The complete response cannot be read; another would be the same. A cut response has no status.
        200 => true,

        // The server did nothing.
        429 or 503 or 553 => false,

        // It may have carried it out, which matters to a write only.
        _ => SoakCalls.IsWrite(call),
    };
}
