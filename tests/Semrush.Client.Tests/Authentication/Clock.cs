using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.Tests.Authentication;

/// <summary>The fake clock of these tests. It knows which waits have begun, so that it never advances while code is still running.</summary>
internal sealed class Clock(DateTimeOffset? start = null) : FakeTimeProvider(start ?? Beginning)
{
    public static readonly DateTimeOffset Beginning = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A time limit starts before the request that it is for, so that code may still be running although a wait has begun.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<TimeSpan> _waits = new();
    private Action? _beforeNextLook;
    private int _waiting;
    private int _events;

    /// <summary>Runs once, before the next look at the time.</summary>
    public Action? BeforeNextLook { get => _beforeNextLook; set => _beforeNextLook = value; }

    /// <summary>The waits that have begun, in order.</summary>
    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    public override DateTimeOffset GetUtcNow()
    {
        Interlocked.Exchange(ref _beforeNextLook, null)?.Invoke();
        return base.GetUtcNow();
    }

    /// <summary>Waits in real time until a wait of this length has begun.</summary>
    public Task UntilBegunAsync(TimeSpan wait) => UntilAsync(() => _waits.Contains(wait));

    /// <summary>Waits in real time until so many waits have begun.</summary>
    public Task UntilBegunAsync(int waits) => UntilAsync(() => _waits.Count >= waits);

    /// <summary>Advances second by second, or in other steps, until the task is done.</summary>
    public async Task<T> RunAsync<T>(Task<T> task, int steps = 4000, TimeSpan? step = null)
    {
        await PassAsync(task, steps, step);
        Assert.True(task.IsCompleted, $"Not done after {steps} steps.");
        return await task;
    }

    /// <summary>Advances by so many seconds, or other steps, or until the task is done.</summary>
    public async Task PassAsync(Task task, int steps, TimeSpan? step = null)
    {
        await Task.Delay(Breath, System, CancellationToken.None);
        await SettleAsync(task);
        for (var i = 0; i < steps && !task.IsCompleted; i++)
        {
            var before = Volatile.Read(ref _events);
            Advance(step ?? Step);
            if (before != Volatile.Read(ref _events))
                await Task.Delay(Breath, System, CancellationToken.None);
            await SettleAsync(task);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(this);
        wait.Timer = base.CreateTimer(
            _ =>
            {
                wait.End();
                callback(state);
            },
            null,
            Timeout.InfiniteTimeSpan,
            period);
        wait.Change(dueTime, period);
        _waits.Enqueue(dueTime);
        return wait;
    }

    private static async Task UntilAsync(Func<bool> isReached)
    {
        while (!isReached())
            await Task.Delay(TimeSpan.FromMilliseconds(1), System, The.Token);
    }

    private async Task SettleAsync(Task task)
    {
        var since = Stopwatch.GetTimestamp();
        while (!task.IsCompleted && Volatile.Read(ref _waiting) == 0 && Stopwatch.GetElapsedTime(since) < Patience)
            await Task.Yield();
    }

    private sealed class Wait(Clock clock) : ITimer
    {
        private bool _isArmed;

        public ITimer? Timer { get; set; }

        public void End()
        {
            if (!Interlocked.Exchange(ref _isArmed, false))
                return;
            Interlocked.Increment(ref clock._events);
            Interlocked.Decrement(ref clock._waiting);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero)
                End();
            else if (!Interlocked.Exchange(ref _isArmed, true))
                Interlocked.Increment(ref clock._waiting);
            return Timer!.Change(dueTime, period);
        }

        public void Dispose()
        {
            End();
            Timer?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
