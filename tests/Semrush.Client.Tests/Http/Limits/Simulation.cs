namespace Semrush.Client.Tests.Http.Limits;

/// <summary>A clock that jumps from one event to the next, and knows how many delays somebody waits for.</summary>
internal sealed class Simulation : TimeProvider
{
    public static readonly DateTimeOffset Beginning = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<Wait> _armed = [];
    private long _now;
    private int _changes;
    private int _delays;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Now => new(GetTimestamp());

    /// <summary>How many delays are under way: timers that were set when they were made.</summary>
    public int Delays => Volatile.Read(ref _delays);

    /// <summary>How much too early other timers fire, as the system's may.</summary>
    public TimeSpan Haste { get; init; }

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => Beginning + Now;

    /// <summary>Does something when the time has come, before anything that is set for that time later on.</summary>
    public void At(TimeSpan moment, Action action)
        => new Wait(this, _ => action(), null, isDelay: false).Set(moment);

    /// <summary>Goes on to the next event, and lets it happen.</summary>
    public bool Next()
    {
        Wait? next;
        lock (_gate)
        {
            next = _armed.MinBy(wait => wait.Due);
            if (next is null)
                return false;
            _now = Math.Max(_now, next.Due.Ticks);
            next.End();
        }

        next.Fire();
        return true;
    }

    /// <summary>Goes on to the next moment at which anything happens, and lets all of it happen.</summary>
    public bool NextMoment()
    {
        if (!Next())
            return false;
        while (IsDue())
            Next();
        return true;
    }

    /// <summary>Waits until everybody waits: nothing was set or ended for ten turns of the thread pool's timers, which take longer on a machine that is busy.</summary>
    public async Task SettleAsync(Task end, CancellationToken cancellationToken)
    {
        var seen = -1;
        for (var turns = 0; turns < 10 && !end.IsCompleted; turns++)
        {
            var changes = Volatile.Read(ref _changes);
            turns = changes == seen ? turns : 0;
            seen = changes;
            await Task.WhenAny(end, Task.Delay(TimeSpan.FromMilliseconds(10), System, cancellationToken));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(this, callback, state, isDelay: dueTime >= TimeSpan.Zero);
        wait.Change(dueTime, period);
        return wait;
    }

    private bool IsDue()
    {
        lock (_gate)
            return _armed.Exists(wait => wait.Due <= Now);
    }

    private sealed class Wait(Simulation time, TimerCallback callback, object? state, bool isDelay) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                if (dueTime < TimeSpan.Zero)
                    End();
                else
                    Set(time.Now + (isDelay || dueTime < TimeSpan.FromMilliseconds(2) ? dueTime : dueTime - time.Haste));
            }

            return true;
        }

        public void Set(TimeSpan due)
        {
            lock (time._gate)
            {
                End();
                Due = due;
                time._armed.Add(this);
                time._changes++;
                time._delays += isDelay ? 1 : 0;
            }
        }

        public void End()
        {
            lock (time._gate)
            {
                if (!time._armed.Remove(this))
                    return;
                time._changes++;
                time._delays -= isDelay ? 1 : 0;
            }
        }

        public void Dispose() => End();

        public ValueTask DisposeAsync()
        {
            End();
            return ValueTask.CompletedTask;
        }
    }
}
