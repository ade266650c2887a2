using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>A fake clock that tells which waits have begun, so that it goes on neither too early nor by guess.</summary>
internal sealed class WatchedTime() : FakeTimeProvider(The.Noon)
{
    private readonly ConcurrentQueue<TimeSpan> _begun = new();

    public async Task UntilBegunAsync(TimeSpan wait)
    {
        while (!_begun.Contains(wait))
            await Task.Delay(TimeSpan.FromMilliseconds(1), System, The.Token);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _begun.Enqueue(dueTime);
        return timer;
    }
}
