using Semrush.Client.ContractTests.Canary;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Soak;

[Collection(nameof(Alone))]
public sealed class SoakTests
{
    [Fact]
    public async Task Calls_with_mishaps_in_three_of_ten_requests_lose_nothing_and_do_nothing_twice()
    {
        using var emulator = SemrushEmulator.Start();
        var plan = new MishapPlan(seed: 20_261_122, share: 0.3);
        var run = new SoakRun(emulator, plan);

        await run.CallAsync(TestContext.Current.CancellationToken);

        var report = new SoakReport(run, plan);
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.Equal((0, 0, 0), (report.Lost, report.Duplicates, report.SentAgain));
        Assert.All(Enumerable.Range(0, SoakRun.Calls), call => Assert.True(report.IsFailureOfMishap(call), run.Failure(call)?.Message));
        AssertAttempts(report);
        AssertEffects(emulator, report);
    }

    private static void AssertAttempts(SoakReport report)
    {
        Assert.Empty(report.Miscounted);
        Assert.Empty(report.Astray);
        Assert.Empty(report.AgainstTheRules);
        // Where the whole machine halts for longer than the time limit of an attempt, the time of those under way may be over before they are sent.
        Assert.InRange(report.NeverCame, 0, SoakRun.Callers);
    }

    // The ledger is the proxy's; this is what the server itself has to show.
    private static void AssertEffects(SemrushEmulator emulator, SoakReport report)
    {
        var tracker = emulator.MapRankTracker;
        var made = tracker.Campaigns.Select(campaign => (string)campaign["name"]!).Where(name => name.StartsWith("made by", StringComparison.Ordinal)).ToList();
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.Equal(report.CarriedOut(call => SoakStage.KindOf(call) is "create (rejected)" or "update (rejected)"), made.Count);
        Assert.Equal(report.CarriedOut(SoakStage.IsCollect), tracker.CreditsTotal - tracker.CreditsAvailable);
        var events = emulator.AppCenter.Events;
        Assert.Equal(Enumerable.Range(0, SoakRun.Calls).Count(call => SoakStage.IsEvent(call) && report.Run.Ledger.TimesCarriedOut(call) > 0), events.Count);
        Assert.Contains(events, sent => sent.TimesSent > 1);
        Assert.InRange(report.Run.PeakSockets, 1, 100);
    }
}
