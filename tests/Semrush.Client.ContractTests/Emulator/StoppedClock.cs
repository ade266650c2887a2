using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>A clock that stands still and tells when it is waited for: a call that is in the log of the emulator need not have come to its delay yet.</summary>
internal sealed class StoppedClock : FakeTimeProvider
{
    private readonly Channel<ITimer> _timers = Channel.CreateUnbounded<ITimer>();

    /// <summary>Waits until so many timers more were set.</summary>
    public async Task WhenAwaitedAsync(int timers, CancellationToken cancellationToken)
    {
        for (; timers > 0; timers--)
            await _timers.Reader.ReadAsync(cancellationToken);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(timer);
        return timer;
    }
}
