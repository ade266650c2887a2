using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>Every fault of the wire is a <see cref="SemrushApiException"/>, within the time limit.</summary>
public sealed class FaultyResponseTests
{
    public static TheoryData<string> Faults => [.. WireFault.Names];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Faulty_success_is_a_typed_failure_within_the_time_limit(string fault)
    {
        var outcome = WireFault.Named(fault).Outcome;
        var expected = outcome is WireOutcome.BodyBroken ? WireOutcome.Broken : outcome;

        var failure = await FailureAsync(fault, 200);

        Assert.Equal(expected, Kind(failure));
        Assert.Equal(expected is WireOutcome.Broken or WireOutcome.TimedOut, failure?.IsRetryable ?? false);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Faulty_error_is_a_typed_failure_within_the_time_limit(string fault)
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
        var outcome = WireFault.Named(fault).Outcome;
        var time = new FakeTimeProvider();
        await using var client = WireClient.Make("new", server, retries: 0, outcome is WireOutcome.TimedOut ? time : null);

        // A call without a time limit would not return.
        return await WireClient.FailureAsync(outcome, server, time, () => client.Tracker.GetUserLimitsAsync(cancellationToken: Token)).WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, Token);
    }
}
