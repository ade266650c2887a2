using System.Diagnostics;
using Semrush.Client.Http;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>Every fault of the wire ends as a failure of the family, in time.</summary>
public sealed class FaultyAnswerTests
{
    // Generous: the machine may be busy. What waits for an answer without a limit would take for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Faults => [.. WireFault.Names];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_faulty_success_is_a_failure_of_its_kind_within_the_time_limit(string fault)
    {
        var outcome = WireFault.Named(fault).Outcome;
        var expected = outcome is WireOutcome.BodyBroken ? WireOutcome.Broken : outcome;

        var failure = await FailureAsync(fault, 200);

        Assert.Equal(expected, Kind(failure));
        Assert.Equal(expected is WireOutcome.Broken or WireOutcome.TimedOut, failure?.IsRetryable ?? false);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_faulty_error_is_a_failure_of_its_kind_within_the_time_limit(string fault)
    {
        var outcome = WireFault.Named(fault).Outcome;
        var expected = outcome is WireOutcome.Broken or WireOutcome.TimedOut ? outcome : WireOutcome.Unexpected;

        var failure = await FailureAsync(fault, 500);

        Assert.NotNull(failure);
        Assert.Equal(expected, Kind(failure));
        Assert.Equal(expected is WireOutcome.Broken or WireOutcome.TimedOut ? null : 500, (int?)failure.StatusCode);
        Assert.True(failure.IsRetryable);
    }

    private static WireOutcome Kind(SemrushApiException? failure) => failure switch
    {
        null => WireOutcome.Result,
        SemrushConnectionException { IsTimeout: true, NeverSent: false } => WireOutcome.TimedOut,
        SemrushConnectionException { NeverSent: false } => WireOutcome.Broken,
        _ => WireOutcome.Unexpected,
    };

    private static async Task<SemrushApiException?> FailureAsync(string fault, int status)
    {
        await using var server = new WireServer();
        server.Script = _ => connection => WireFault.Named(fault).Act(connection, status);
        await using var client = WireClient.Make("new", server, retries: 0, WireClient.LimitOf(WireFault.Named(fault).Outcome));
        var started = Stopwatch.GetTimestamp();

        var failure = await WireClient.FailureAsync(() => client.Tracker.GetUserLimitsAsync(Token));

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Patience);
        return failure;
    }
}
