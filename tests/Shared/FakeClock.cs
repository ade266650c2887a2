using System.Diagnostics;

namespace Semrush.Client;

/// <summary>A clock that stands still until a test moves it on: by a span, to the next timer, or until a task is over.</summary>
/// <remarks>Timers fire once, in the order of their times, and count whole milliseconds, as those of a system do.</remarks>
internal sealed class FakeClock(DateTimeOffset? start = null) : TimeProvider
{
    public static readonly DateTimeOffset Noon = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A time limit starts before the request that it is for: a timer that is set does not mean that all work is done.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly List<Timer> _armed = [];
    private long _now;
    private int _changes;
    private int _delays;

    public DateTimeOffset Start { get; } = start ?? Noon;

    /// <summary>The time that has passed on this clock.</summary>
    public TimeSpan Elapsed => new(GetTimestamp());

    /// <summary>How much too early timers fire, as those of a system may.</summary>
    public TimeSpan Early { get; init; }

    /// <summary>Whether each timer fires at once, and its time has passed on this clock all the same. It is for calls without time limits.</summary>
    public bool Leaps { get; init; }

    /// <summary>Is called with the time of each timer that is set.</summary>
    public Action<TimeSpan>? TimerSet { get; set; }

    /// <summary>How many delays are under way: timers that were set when they were made.</summary>
    public int Delays => Volatile.Read(ref _delays);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state, isDelay: dueTime >= TimeSpan.Zero);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Does something at a moment of this clock, before anything that is set for that moment later on.</summary>
    public void At(TimeSpan moment, Action action) => new Timer(this, _ => action(), null, isDelay: false).Arm(moment);

    /// <summary>Moves on by a span; timers fire at their times.</summary>
    public void Advance(TimeSpan span)
    {
        var end = Elapsed + span;
        while (FireNext(end))
        {
        }

        lock (_lock)
            _now = Math.Max(_now, end.Ticks);
    }

    /// <summary>Moves on to the next timer, and lets it fire.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next() => FireNext(TimeSpan.MaxValue);

    /// <summary>Moves on to the next moment at which a timer fires, and lets all timers of that moment fire.</summary>
    /// <returns>Whether there is one.</returns>
    public bool NextMoment()
    {
        if (!Next())
            return false;
        while (FireNext(Elapsed))
        {
        }

        return true;
    }

    /// <summary>Waits until all work waits for this clock: no timer was set or fired for so many pauses of ten milliseconds of the system.</summary>
    public async Task SettleAsync(Task end, int pauses = 10)
    {
        var seen = -1;
        for (var quiet = 0; quiet < pauses && !end.IsCompleted; quiet++)
        {
            var changes = Volatile.Read(ref _changes);
            quiet = changes == seen ? quiet : 0;
            seen = changes;
            await Task.WhenAny(end, Task.Delay(Pause, System, CancellationToken.None));
        }
    }

    /// <summary>Moves on from timer to timer until the task is over.</summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        await RunAsync((Task)task);
        return await task;
    }

    /// <inheritdoc cref="RunAsync{T}(Task{T})"/>
    public async Task RunAsync(Task task)
    {
        var since = Stopwatch.GetTimestamp();
        while (!task.IsCompleted)
        {
            await SettleAsync(task, pauses: 2);
            if (!task.IsCompleted && NextMoment())
                since = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(since) > Patience)
                throw new TimeoutException("The task waits for something else than this clock.");
        }

        await task;
    }

    private bool FireNext(TimeSpan end)
    {
        Timer? next;
        lock (_lock)
        {
            next = _armed.MinBy(timer => timer.Due);
            if (next is null || next.Due > end)
                return false;
            _now = Math.Max(_now, next.Due.Ticks);
            next.Disarm();
        }

        next.Fire();
        return true;
    }

    private sealed class Timer(FakeClock clock, TimerCallback callback, object? state, bool isDelay) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero)
            {
                Disarm();
                return true;
            }

            var whole = TimeSpan.FromMilliseconds(Math.Floor(dueTime.TotalMilliseconds));
            var wait = Longer(whole - clock.Early, whole < Millisecond ? whole : Millisecond);
            if (clock.Leaps)
            {
                Interlocked.Add(ref clock._now, wait.Ticks);
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }
            else
            {
                Arm(clock.Elapsed + wait);
            }

            clock.TimerSet?.Invoke(dueTime);
            return true;
        }

        public void Arm(TimeSpan due)
        {
            lock (clock._lock)
            {
                Disarm();
                Due = due;
                clock._armed.Add(this);
                clock._changes++;
                clock._delays += isDelay ? 1 : 0;
            }
        }

        public void Disarm()
        {
            lock (clock._lock)
            {
                if (!clock._armed.Remove(this))
                    return;
                clock._changes++;
                clock._delays -= isDelay ? 1 : 0;
            }
        }

        public void Dispose() => Disarm();

        public ValueTask DisposeAsync()
        {
            Disarm();
            return ValueTask.CompletedTask;
        }

        private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
    }
}
