namespace Semrush.Client.Internal;

/// <summary>The limit of this process while Redis is not available.</summary>
#pragma warning disable CA1001 // The semaphore has no wait handle, so there is nothing to dispose.
internal sealed class LocalShare(int starts, int places, TimeSpan window)
#pragma warning restore CA1001
{
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly SemaphoreSlim _places = new(places);
    private readonly Queue<long> _starts = new();
    private long? _last;

    /// <summary>The time until no start counts any more.</summary>
    public TimeSpan Left => _last is { } last ? window - Time.GetElapsedTime(last) : TimeSpan.Zero;

    public Task TakePlaceAsync(CancellationToken cancellationToken) => _places.WaitAsync(cancellationToken);

    public void ReturnPlace() => _places.Release();

    /// <summary>Reserves the next free start.</summary>
    /// <returns>Its timestamp.</returns>
    public long Reserve()
    {
        lock (_starts)
        {
            var at = Time.GetTimestamp();
            if (_starts.Count == starts)
                at = Math.Max(at, _starts.Dequeue() + (long)(window.TotalSeconds * Time.TimestampFrequency));
            _starts.Enqueue(at);
            _last = at;
            return at;
        }
    }
}
