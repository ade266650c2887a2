using System.Threading.RateLimiting;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>The order in which attempts come to limiters, which serve in the order of arrival: retries, then single calls, then the calls of a bulk.</summary>
/// <remarks>
/// At the limiters wait all retries of single calls, one single call that was never sent, and one attempt of all bulks: a single call starts
/// after at most one of a bulk. A bulk's retries take turns with single calls, as the time of their call runs out; its other calls go behind
/// every single call that waits.
/// </remarks>
/// <param name="ordersCalls">Whether single calls wait here. A limiter of the user's has its own order for them.</param>
internal sealed class AdmissionQueue(bool ordersCalls = true)
{
    private readonly WaitingLimiter? _calls = ordersCalls ? WaitingLimiter.Queue() : null;
    private readonly WaitingLimiter _bulkCalls = WaitingLimiter.Queue();
    private readonly WaitingLimiter _bulk = WaitingLimiter.Queue();

    /// <summary>How many wait, counted from the last queue to the first: one that moves meanwhile is missed, never counted twice.</summary>
    public long Count => new[] { _bulk, _calls, _bulkCalls }.Sum(static queue => queue?.GetStatistics()!.CurrentQueuedCount ?? 0);

    /// <summary>The turn of an attempt, to be disposed when it has passed the limiters.</summary>
    /// <param name="isRetry">Whether the call has been sent before.</param>
    /// <param name="isBulk">Whether the call is one of a bulk.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<Turn> EnterAsync(bool isRetry, bool isBulk, CancellationToken cancellationToken)
    {
        if (!isBulk)
            return new(null, isRetry || _calls is null ? null : await _calls.AcquireAsync(1, cancellationToken).ConfigureAwait(false));
        if (isRetry)
            return new(null, await _bulk.AcquireAsync(1, cancellationToken).ConfigureAwait(false));
        var first = await _bulkCalls.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        try
        {
            // Behind the single calls that wait now. It gives the place back at once: while it waits further, it holds up no call that comes.
            if (_calls is not null)
                (await _calls.AcquireAsync(1, cancellationToken).ConfigureAwait(false)).Dispose();
            return new(first, await _bulk.AcquireAsync(1, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    /// <summary>The places of an attempt in the queues.</summary>
    internal readonly struct Turn(RateLimitLease? first, RateLimitLease? place) : IDisposable
    {
        public void Dispose()
        {
            place?.Dispose();
            first?.Dispose();
        }
    }
}

/// <summary>Limiters that an attempt passes in this order, and the queue before them.</summary>
internal sealed record Stage(AdmissionQueue Queue, RateLimiter[] Limiters);
