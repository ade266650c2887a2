namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A clock on which every wait is over at once, and has taken its time all the same.</summary>
/// <remarks>It is for calls without time limits, as a limit would be over at once, too. Like the system's, its timers count whole milliseconds.</remarks>
internal sealed class LeapingTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks;

    /// <summary>How much too early a timer may be over.</summary>
    public TimeSpan Early { get; init; }

    public TimeSpan Elapsed => new(Volatile.Read(ref _ticks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => start + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Leap(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Pass(TimeSpan wait)
    {
        var milliseconds = Math.Floor(wait.TotalMilliseconds);
        var passed = Math.Max(milliseconds - Early.TotalMilliseconds, Math.Min(milliseconds, 1));
        Interlocked.Add(ref _ticks, TimeSpan.FromMilliseconds(passed).Ticks);
    }

    private sealed class Leap(LeapingTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero)
                return true;
            time.Pass(dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
