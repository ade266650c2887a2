using System.Globalization;

namespace Semrush.Client.ContractTests.Soak;

/// <summary>The figures of a run.</summary>
internal sealed record SoakReport(SoakRun Run, MishapPlan Plan)
{
    private static readonly IEnumerable<int> Calls = Enumerable.Range(0, SoakRun.Calls);

    /// <summary>Calls that returned though the server had not done them, or returned something else.</summary>
    public int Lost => Calls.Count(call => Run.Failure(call) is null && (!Run.IsRight(call) || Run.Ledger.TimesCarriedOut(call) == 0));

    /// <summary>Writes that the server has done more than once.</summary>
    public int Duplicates => Calls.Count(call => (SoakStage.IsWrite(call) || SoakStage.IsCollect(call)) && Run.Ledger.TimesCarriedOut(call) > 1);

    /// <summary>Collections that came to the server more than once.</summary>
    public int SentAgain => Calls.Count(call => SoakStage.IsCollect(call) && Run.Ledger.Arrivals(call) > 1);

    /// <summary>Calls that never came to the server: their time was over while they waited for a connection.</summary>
    public int NeverCame => Calls.Count(call => Run.Ledger.Arrivals(call) == 0);

    /// <summary>Calls that came more often than they were sent, or less often, but for attempts whose time was over.</summary>
    public IEnumerable<int> Astray => Calls.Where(call => Run.Ledger.Arrivals(call) > Run.Ledger.TimesSent(call)
        || Run.Ledger.Arrivals(call) < Run.Ledger.TimesSent(call) - Run.Ledger.TimesGivenUp(call));

    /// <summary>Calls whose failure counts other attempts than were sent.</summary>
    public IEnumerable<int> Miscounted => Calls.Where(call => Run.Failure(call) is { } failure && failure.Attempts != Run.Ledger.TimesSent(call));

    /// <summary>Calls that failed before, or after, their rules let them.</summary>
    public IEnumerable<int> AgainstTheRules => Calls.Where(call => Run.Failure(call) is { } failure && !SoakRules.Allow(call, failure));

    /// <summary>Calls that ended with a failure of the family.</summary>
    public int Failed => Calls.Count(call => Run.Failure(call) is not null);

    /// <summary>How often the server has done such calls.</summary>
    public int CarriedOut(Func<int, bool> which) => Calls.Where(which).Sum(Run.Ledger.TimesCarriedOut);

    /// <summary>Whether a failure is that of a mishap: the server itself found nothing to refuse.</summary>
    public bool IsFailureOfMishap(int call) => (int?)Run.Failure(call)?.StatusCode is null or 200 or 429 or 500 or 502 or 503 or 504 or 550 or 553;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Soak: {SoakRun.Calls} calls, {Run.Ledger.Sent} requests, {Run.Ledger.Requests} of which came, {Plan.Mishaps} mishaps ({Plan}); {SoakRun.Calls - Failed} returned, {Failed} failed; "
            + $"{Lost} lost, {Duplicates} done twice, {SentAgain} collections sent again, {NeverCame} calls never came; "
            + $"at most {Run.PeakSockets} sockets and {Run.PeakMemory / 1024 / 1024} MiB; {Run.Duration.TotalSeconds:0} s");
}
