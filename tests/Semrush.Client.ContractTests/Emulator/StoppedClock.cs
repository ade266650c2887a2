using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>A clock that stands still and reports its timers: a call in the log of the emulator may not have reached its delay yet.</summary>
internal sealed class StoppedClock : FakeTimeProvider
{
    private readonly Channel<ITimer> _timers = Channel.CreateUnbounded<ITimer>();

    /// <summary>Waits until each of the calls has a timer of this clock, or one of them has ended.</summary>
    public async Task WhenAwaitedAsync(params Task[] calls)
    {
        foreach (var _ in calls)
            await Task.WhenAny([_timers.Reader.ReadAsync().AsTask(), .. calls]);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(timer);
        return timer;
    }
}
