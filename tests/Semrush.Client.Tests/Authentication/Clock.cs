using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.Tests.Authentication;

/// <summary>A fake clock that knows whether anybody waits for it, so that it never goes on while somebody is still at work.</summary>
internal sealed class Clock : FakeTimeProvider
{
    public static readonly DateTimeOffset Beginning = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A time limit starts before the request that it is for, so somebody may still be at work although somebody waits.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private int _waiting;
    private int _events;

    public Clock()
        : base(Beginning)
    {
    }

    /// <summary>Advances second by second until the task is done.</summary>
    public async Task<T> RunAsync<T>(Task<T> task, int seconds = 4000)
    {
        await PassAsync(task, seconds);
        Assert.True(task.IsCompleted, $"Not done after {seconds} seconds.");
        return await task;
    }

    /// <summary>Advances by so many seconds, or until the task is done.</summary>
    public async Task PassAsync(Task task, int seconds)
    {
        await Task.Delay(Breath, System, CancellationToken.None);
        await SettleAsync(task);
        for (var i = 0; i < seconds && !task.IsCompleted; i++)
        {
            var before = Volatile.Read(ref _events);
            Advance(Step);
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
        return wait;
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
