namespace Semrush.Client.Internal;

/// <summary>The limit of this process while Redis is not available.</summary>
#pragma warning disable CA1001 // The semaphore has no wait handle, so there is nothing to dispose.
internal sealed class LocalShare(int starts, int places, TimeSpan window)
#pragma warning restore CA1001
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _places = new(places);
    private readonly Queue<long> _starts = new();
    private long? _last;

    /// <summary>The time until no start counts any more.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_starts)
                return _last is { } last ? window - Time.GetElapsedTime(last) : TimeSpan.Zero;
        }
    }

    /// <summary>Takes a place; false if none is free after a short time, in which Redis may have become available.</summary>
    public Task<bool> TakePlaceAsync(CancellationToken cancellationToken) => _places.WaitAsync(MaxWait, cancellationToken);

    public void ReturnPlace() => _places.Release();

    /// <summary>Reserves the next free start.</summary>
    /// <param name="since">When the outage began. The starts in Redis before it still count for a window.</param>
    /// <returns>Its timestamp.</returns>
    public long Reserve(long since)
    {
        lock (_starts)
        {
            var ticks = (long)(window.TotalSeconds * Time.TimestampFrequency);
            var at = Math.Max(Time.GetTimestamp(), since + ticks);
            if (_starts.Count == starts)
                at = Math.Max(at, _starts.Dequeue() + ticks);
            _starts.Enqueue(at);
            _last = at;
            return at;
        }
    }
}
