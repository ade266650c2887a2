using System.Collections.Concurrent;
using System.Globalization;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Limits;

/// <summary>What an emulator that enforces limits has seen.</summary>
internal static class EmulatorArrivals
{
    public static List<(DateTimeOffset Moment, int Status)> Arrivals(this SemrushEmulator emulator) =>
    [
        .. emulator.Server.LogEntries
            .Select(entry => (new DateTimeOffset(entry.RequestMessage!.DateTime), Convert.ToInt32(entry.ResponseMessage!.StatusCode, CultureInfo.InvariantCulture)))
            .Order(),
    ];

    /// <summary>Calls with another credential, so that everything is compiled, and then resets the emulator.</summary>
    public static async Task WarmUpAsync(this SemrushEmulator emulator)
    {
        using var client = emulator.CreateClient(options => (options.ApiKey, options.AccessToken) = (null, emulator.AccessToken));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken)));
        emulator.Reset();
    }
}

/// <summary>Records when this process stalled for longer than the margin of the limit: the times of requests around a stall prove nothing.</summary>
internal sealed class StallWatch : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<DateTimeOffset> _stalls = new();
    private readonly Task _watch;

    public StallWatch() => _watch = WatchAsync();

    public int Count => _stalls.Count;

    /// <summary>The sum of all stalls.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Whether there was a stall within the window that ends at that moment, or at its beginning.</summary>
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
