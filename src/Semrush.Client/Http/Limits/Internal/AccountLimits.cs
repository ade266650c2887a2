using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Semrush.Client.Http.Internal;
using static Semrush.Client.Http.Limits.Internal.Limiter;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>The limits of every attempt of an account, on one clock: those of operations, and that of the account.</summary>
/// <remarks>
/// The account has the limit of its widest client. A client with a narrower limit waits for that first.
/// </remarks>
internal sealed class AccountLimits
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ApiOperation, Gate?> _operations = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<(int, int), Gate> _narrow = new();
    private readonly TimeProvider _time;
    private readonly object? _owner;
    private readonly Func<ApiOperation?, RateLimiter?>? _custom;
    private readonly Gate _account;
    private readonly Pause _pause;

    /// <param name="time">The clock.</param>
    /// <param name="owner">Is kept alive while starts count.</param>
    /// <param name="custom">
    /// The limiter of the application for an operation with a limit, or for the account (null). Where it is null, the limiter of this
    /// library is used.
    /// </param>
    /// <param name="pause">The pause of the account.</param>
    public AccountLimits(TimeProvider time, object? owner = null, Func<ApiOperation?, RateLimiter?>? custom = null, Pause? pause = null)
    {
        (_time, _owner, _custom, _pause) = (time, owner, custom, pause ?? new(time));
        // Its clients widen it.
        _account = Create(custom?.Invoke(null), 1, Second, 1);
    }

    /// <summary>Raises the limit of the account to that of a client, if it is lower.</summary>
    public void Widen(int requestsPerSecond, int concurrentRequests)
    {
        if (_custom is null)
            _account.Queue.Widen(requestsPerSecond, concurrentRequests);
    }

    /// <summary>Lets all attempts wait for a time, after a response with 429.</summary>
    public void PauseFor(TimeSpan time) => _pause.Begin(time);

    /// <summary>Waits for the permit of one attempt; null if it is not limited.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="settings">The settings of the client.</param>
    /// <param name="isRetry">Whether the call has been sent before.</param>
    /// <param name="isBulk">Whether the call belongs to a bulk operation, which has a lower priority.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async ValueTask<Permit?> EnterAsync(
        ApiOperation operation, Call.Settings settings, bool isRetry, bool isBulk, CancellationToken cancellationToken)
    {
        Permit? permit = null;
        try
        {
            // The limit of the operation comes first: an attempt that waits for it holds no permit of the account.
            if (_operations.GetOrAdd(operation, static (operation, limits) => limits.Create(operation), this) is { } limit)
            {
                permit = await limit.EnterAsync(operation, PriorityOf(isRetry, isBulk), permit, cancellationToken).ConfigureAwait(false);
                // A bulk call with a permit of the operation has the priority of a retry: a single call may wait for that permit.
                isRetry |= isBulk;
            }

            if (!operation.Authenticated)
                return permit;
            if (_custom is null
                && (settings.RequestsPerSecond < _account.Queue.Starts || settings.ConcurrentRequests < _account.Queue.Concurrent))
            {
                permit = await NarrowFor(settings).EnterAsync(operation, PriorityOf(isRetry, isBulk), permit, cancellationToken)
                    .ConfigureAwait(false);
                isRetry |= isBulk; // as above
            }

            permit = await _account.EnterAsync(operation, PriorityOf(isRetry, isBulk), permit, cancellationToken).ConfigureAwait(false);
            // Its start counts from its end on, so that the attempts do not start all at once after the pause.
            await _pause.WaitForEndAsync(cancellationToken).ConfigureAwait(false);
            return permit;
        }
        catch
        {
            permit?.Dispose();
            throw;
        }
    }

    private Gate NarrowFor(Call.Settings settings) => _narrow.GetOrAdd(
        (settings.RequestsPerSecond, settings.ConcurrentRequests),
        static (width, limits) => limits.Create(null, width.Item1, Second, width.Item2),
        this);

    private Gate? Create(ApiOperation operation) => operation.Limit is { } limit
        ? Create(_custom?.Invoke(operation), limit.Requests, TimeSpan.FromSeconds(limit.Seconds), limit.Concurrent)
        : null;

    // Before a custom limiter, attempts wait in a queue with one place.
    private Gate Create(RateLimiter? custom, int starts, TimeSpan window, int concurrent)
        => custom is null
            ? new(new(starts, window, concurrent, _time, _owner), null, _pause)
            : new(new(0, Second, 1, _time, _owner, isQueue: true), custom, _pause);

    private static Priority PriorityOf(bool isRetry, bool isBulk) => (isRetry, isBulk) switch
    {
        (true, false) => Priority.Retry,
        (false, false) => Priority.Call,
        (true, true) => Priority.BulkRetry,
        (false, true) => Priority.BulkCall,
    };

    /// <summary>The time in which no attempt of an account starts, after a response with 429.</summary>
    internal sealed class Pause(TimeProvider time)
    {
        private readonly Lock _lock = new();
        private (long Since, TimeSpan Length) _pause;

        public void Begin(TimeSpan length)
        {
            lock (_lock)
                if (length > Left())
                    _pause = (time.GetTimestamp(), length);
        }

        public async ValueTask WaitForEndAsync(CancellationToken cancellationToken)
        {
            while (Left() is var left && left > TimeSpan.Zero)
                await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        }

        // Rounded up to whole milliseconds, the unit of timers.
        private TimeSpan Left()
        {
            lock (_lock)
                return _pause.Length == TimeSpan.Zero
                    ? TimeSpan.Zero
                    : TimeSpan.FromMilliseconds(Math.Ceiling((_pause.Length - time.GetElapsedTime(_pause.Since)).TotalMilliseconds));
        }
    }

    /// <summary>One limit: a limiter of this library, or one of the application with a queue before it.</summary>
    private sealed record Gate(Limiter Queue, RateLimiter? Custom, Pause Pause)
    {
        public ValueTask<Permit> EnterAsync(ApiOperation operation, Priority priority, Permit? outer, CancellationToken cancellationToken)
            => Custom is null
                ? Queue.EnterAsync(priority, outer, cancellationToken)
                : EnterAsync(Custom, operation, priority, outer, cancellationToken);

        private async ValueTask<Permit> EnterAsync(
            RateLimiter custom, ApiOperation operation, Priority priority, Permit? outer, CancellationToken cancellationToken)
        {
            using var turn = await Queue.EnterAsync(priority, null, cancellationToken).ConfigureAwait(false);
            // Other processes may use the permits in the meantime.
            if (operation.Authenticated)
                await Pause.WaitForEndAsync(cancellationToken).ConfigureAwait(false);
            RateLimitLease lease;
            try
            {
                lease = await custom.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw SemrushConnectionException.LimiterFailed(operation, exception);
            }

            if (lease.IsAcquired)
                return new(lease, outer);
            using (lease)
                throw new SemrushApiException(
                    $"{operation.Name} was not sent: UseRateLimiter's limiter rejected it. Let it queue more calls, or call less often.",
                    new(operation.Name) { RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : null });
        }
    }
}
