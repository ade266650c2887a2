using System.Runtime.CompilerServices;
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
    public void A_permit_that_was_not_used_comes_back_at_once()
    {
        using var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1), new Simulation());
        limiter.AttemptAcquire().Dispose();

        Assert.True(limiter.AttemptAcquire().IsAcquired);
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
