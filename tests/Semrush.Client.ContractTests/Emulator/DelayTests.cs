using Microsoft.Extensions.Time.Testing;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class DelayTests : EmulatorTest
{
    private readonly StoppedClock _clock;

    public DelayTests()
        : this(new StoppedClock())
    {
    }

    private DelayTests(StoppedClock clock)
        : base(new SemrushEmulatorOptions { TimeProvider = clock }) => _clock = clock;

    [Fact]
    public async Task A_late_call_is_carried_out_when_its_time_has_come()
    {
        var before = Emulator.MapRankTracker.CreditsAvailable;
        Emulator.FailNext(Fault.Delay(TimeSpan.FromMinutes(1)));

        var call = Tracker.CollectCampaignAsync((string)Demo["id"]!, cancellationToken: Token);
        await _clock.WhenAwaitedAsync(call);
        Assert.Equal((before, null), (Emulator.MapRankTracker.CreditsAvailable, Emulator.Calls[^1].Status));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await call;

        Assert.Equal((before - (49 * 3), 200), (Emulator.MapRankTracker.CreditsAvailable, Emulator.Calls[^1].Status));
    }

    [Fact]
    public async Task A_client_that_does_not_wait_so_long_times_out()
    {
        // The clock of the emulator stands still: however long the client waits, it is not long enough.
        Emulator.FailNext(Fault.Delay(TimeSpan.FromMinutes(1)), operationId: "GetUserLimits");
        var time = new FakeTimeProvider();
        var options = new SemrushClientOptions { Retry = { MaxRetries = 0 } }.UseTimeProvider(time);
        Emulator.Configure(options);
        using var client = new SemrushClient(options);

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token);
        await _clock.WhenAwaitedAsync(call);
        time.Advance(options.AttemptTimeout);
        var thrown = await Assert.ThrowsAsync<SemrushConnectionException>(() => call);

        Assert.Equal((true, false, true), (thrown.IsTimeout, thrown.NeverSent, thrown.IsRetryable));
        Assert.Null(Assert.Single(Emulator.Calls).Status);
        Assert.NotNull(await Tracker.GetUserLimitsAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task An_error_may_be_late()
    {
        Emulator.FailNext(Fault.RetryAfter(429, TimeSpan.FromSeconds(9)).After(TimeSpan.FromSeconds(5)));

        var call = Assert.ThrowsAsync<SemrushApiException>(() => Tracker.GetUserLimitsAsync(cancellationToken: Token));
        await _clock.WhenAwaitedAsync(call);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(9), (await call).RetryAfter);
    }

    [Fact]
    public async Task A_call_that_waits_ends_with_the_emulator()
    {
        Emulator.FailNext(Fault.Delay(TimeSpan.FromDays(1)));
        var call = Tracker.GetUserLimitsAsync(cancellationToken: Token);
        await _clock.WhenAwaitedAsync(call);

        Emulator.Dispose();

        await Assert.ThrowsAnyAsync<SemrushApiException>(() => call);
    }
}
