using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>A clock that stands still and tells when it is waited for: a call that is in the log of the emulator need not have come to its delay yet.</summary>
internal sealed class StoppedClock : FakeTimeProvider
{
    private readonly Channel<ITimer> _timers = Channel.CreateUnbounded<ITimer>();

    /// <summary>Waits until each of the calls waits for this clock, or one of them is over before that.</summary>
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
