using System.Collections.Concurrent;

namespace Semrush.Client.ContractTests.Limits;

/// <summary>Notes when this process came to a halt for longer than the margin of the limit: what is sent before and seen after it proves nothing.</summary>
internal sealed class StallWatch : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<DateTimeOffset> _stalls = new();
    private readonly Task _watch;

    public StallWatch() => _watch = WatchAsync();

    public int Count => _stalls.Count;

    /// <summary>How long it halted in all.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Whether it halted within the window that ends at that moment, or while that window began.</summary>
    public bool Explains(DateTimeOffset moment)
        => _stalls.Any(stall => stall <= moment + TimeSpan.FromMilliseconds(100) && stall >= moment - TimeSpan.FromSeconds(1.1));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            var before = TimeProvider.System.GetTimestamp();
            await Task.Delay(Tick, TimeProvider.System, _end.Token);
            var late = TimeProvider.System.GetElapsedTime(before) - Tick;
            if (late <= Margin)
                continue;
            Time += late;
            _stalls.Enqueue(TimeProvider.System.GetUtcNow());
        }
    }
}
