using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Tests.Http.Limits.Internal;

public sealed class StartLimiterTests
{
    private static readonly AsyncLocal<object?> Surroundings = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_surrounds_the_first_caller_is_not_kept(bool flows)
    {
        var (limiter, surroundings) = Make(flows);
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(surroundings.IsAlive);
        limiter.Dispose();
    }

    [Fact]
    public void A_permit_comes_back_when_its_window_is_over_although_timers_are_early()
    {
        var time = new Simulation { Haste = TimeSpan.FromMilliseconds(1) };
        using var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1), time);
        var lease = limiter.AttemptAcquire();
        ((IStartLease)lease).Start();
        lease.Dispose();
        lease.Dispose();

        Assert.False(limiter.AttemptAcquire().IsAcquired);
        while (time.Next())
            Assert.Equal(time.Now >= TimeSpan.FromSeconds(1) + StartLimiter.Margin, limiter.GetStatistics()!.CurrentAvailablePermits == 1);
        Assert.Equal(1, limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    [Fact]
    public void A_start_that_is_said_after_the_end_changes_nothing()
    {
        var time = new FakeTimeProvider(The.Noon);
        using var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1) - StartLimiter.Margin, time);
        var lease = limiter.AttemptAcquire();
        ((IStartLease)lease).Start();
        lease.Dispose();

        time.Advance(TimeSpan.FromMilliseconds(600));
        ((IStartLease)lease).Start();
        time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.False(limiter.AttemptAcquire().IsAcquired);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(limiter.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public void A_permit_that_was_not_used_comes_back_at_once()
    {
        using var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1), new Simulation());
        limiter.AttemptAcquire().Dispose();

        Assert.True(limiter.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public void Each_permit_comes_back_one_window_after_its_own_start_and_a_start_that_is_said_again_counts_from_then()
    {
        var time = new FakeTimeProvider(The.Noon);
        using var limiter = new StartLimiter(3, TimeSpan.FromSeconds(1) - StartLimiter.Margin, time);
        var leases = Enumerable.Range(0, 3).Select(_ => (IStartLease)limiter.AttemptAcquire()).ToList();
        foreach (var lease in leases)
        {
            lease.Start();
            time.Advance(TimeSpan.FromMilliseconds(200));
        }

        leases[1].Start();
        foreach (var lease in leases)
            ((IDisposable)lease).Dispose();

        // Started at 0, 600 and 400 milliseconds; it is 600 now.
        var free = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(200));
            free.Add(limiter.GetStatistics()!.CurrentAvailablePermits);
        }

        Assert.Equal([0, 1, 1, 2, 3], free);
        leases[0].Start();
        Assert.Equal(3, limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    [Fact]
    public void An_attempt_that_outlasts_the_window_keeps_its_permit_to_start_again()
    {
        var time = new FakeTimeProvider(The.Noon);
        using var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1) - StartLimiter.Margin, time);
        var lease = limiter.AttemptAcquire();
        ((IStartLease)lease).Start();

        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, limiter.GetStatistics()!.CurrentAvailablePermits);

        // Its connection is there only now, and the window begins.
        ((IStartLease)lease).Start();
        lease.Dispose();
        Assert.Equal(0, limiter.GetStatistics()!.CurrentAvailablePermits);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    [Fact]
    public void A_permit_whose_request_went_out_comes_back_with_its_window_once_answered_or_not()
    {
        var time = new FakeTimeProvider(The.Noon);
        using var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1) - StartLimiter.Margin, time);
        var lease = limiter.AttemptAcquire();
        ((IStartLease)lease).Start();
        time.Advance(TimeSpan.FromMilliseconds(600));
        ((IStartLease)lease).Write();

        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(0, limiter.GetStatistics()!.CurrentAvailablePermits);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, limiter.GetStatistics()!.CurrentAvailablePermits);

        // Its answer, and its end, come when somebody else may have the permit.
        using var next = limiter.AttemptAcquire();
        ((IStartLease)lease).Write();
        lease.Dispose();
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    [Fact]
    public void A_request_that_is_known_to_be_written_only_from_its_answer_keeps_its_permit_no_longer_than_its_window()
    {
        var time = new FakeTimeProvider(The.Noon);
        using var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1) - StartLimiter.Margin, time);
        var lease = limiter.AttemptAcquire();
        ((IStartLease)lease).Write();
        time.Advance(TimeSpan.FromMilliseconds(300));
        ((IStartLease)lease).Write();

        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(0, limiter.GetStatistics()!.CurrentAvailablePermits);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    [Fact]
    public void A_permit_whose_attempt_outlasts_the_window_comes_back_with_its_end()
    {
        var time = new FakeTimeProvider(The.Noon);
        using var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1), time);
        var lease = limiter.AttemptAcquire();
        ((IStartLease)lease).Start();
        time.Advance(TimeSpan.FromSeconds(5));

        lease.Dispose();

        Assert.Equal(1, limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    [Fact]
    public void A_permit_that_was_used_does_not_come_back_with_the_lease()
    {
        using var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1), new Simulation());
        using (var lease = limiter.AttemptAcquire())
            ((IStartLease)lease).Start();

        Assert.Equal(0, limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    [Fact]
    public async Task A_limiter_that_was_disposed_hands_out_nothing_more()
    {
        var time = new FakeTimeProvider(The.Noon);
        var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1), time);
        ((IStartLease)limiter.AttemptAcquire()).Start();
        var waiting = limiter.AcquireAsync(1, The.Token).AsTask();

        await limiter.DisposeAsync();

        Assert.False((await waiting).IsAcquired);
        Assert.Throws<ObjectDisposedException>(() => limiter.AttemptAcquire());
    }

    [Fact]
    public void A_limiter_that_was_disposed_leaves_no_timer_behind()
    {
        var time = new Simulation();
        var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1), time);
        ((IStartLease)limiter.AttemptAcquire()).Start();

        limiter.Dispose();

        Assert.False(time.Next());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (StartLimiter Limiter, WeakReference Surroundings) Make(bool flows)
    {
        StartLimiter? limiter = null;
        WeakReference? surroundings = null;
        var thread = new Thread(() =>
        {
            Surroundings.Value = new object();
            surroundings = new(Surroundings.Value);
            if (!flows)
                ExecutionContext.SuppressFlow();
            limiter = new(1, TimeSpan.FromSeconds(1), TimeProvider.System);
        });
        thread.Start();
        thread.Join();
        return (limiter!, surroundings!);
    }
}
