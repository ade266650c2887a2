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

    private readonly ConcurrentDictionary<ApiOperation, Limiter?> _operations = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<(int, int), Limiter> _narrow = new();
    private readonly TimeProvider _time;
    private readonly object? _owner;
    private readonly Limiter _account;
    private readonly RateLimiter? _custom;

    /// <param name="time">The clock.</param>
    /// <param name="owner">Is kept alive while starts count.</param>
    /// <param name="custom">A limiter of the application, which replaces that of the account.</param>
    public AccountLimits(TimeProvider time, object? owner = null, RateLimiter? custom = null)
    {
        (_time, _owner, _custom) = (time, owner, custom);
        // Its clients widen it. Before a custom limiter, which has its own order, attempts of bulk operations wait here, one at a time.
        _account = new(custom is null ? 1 : 0, Second, 1, time, owner);
    }

    /// <summary>Raises the limit of the account to that of a client, if it is lower.</summary>
    public void Widen(int requestsPerSecond, int concurrentRequests)
    {
        if (_custom is null)
            _account.Widen(requestsPerSecond, concurrentRequests);
    }

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
            if (_operations.GetOrAdd(operation, static (operation, limits) => limits.Create(operation), this) is { } limiter)
            {
                permit = await limiter.EnterAsync(PriorityOf(isRetry, isBulk), permit, cancellationToken).ConfigureAwait(false);
                // A bulk call with a permit of the operation has the priority of a retry: a single call may wait for that permit.
                isRetry |= isBulk;
            }

            if (!operation.Authenticated)
                return permit;
            if (_custom is { } custom)
                return await EnterAsync(custom, operation, permit, isRetry, isBulk, cancellationToken).ConfigureAwait(false);
            if (settings.RequestsPerSecond < _account.Starts || settings.ConcurrentRequests < _account.Concurrent)
            {
                permit = await NarrowFor(settings).EnterAsync(PriorityOf(isRetry, isBulk), permit, cancellationToken).ConfigureAwait(false);
                isRetry |= isBulk; // as above
            }

            return permit = await _account.EnterAsync(PriorityOf(isRetry, isBulk), permit, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            permit?.Dispose();
            throw;
        }
    }

    private async ValueTask<Permit> EnterAsync(
        RateLimiter custom, ApiOperation operation, Permit? outer, bool isRetry, bool isBulk, CancellationToken cancellationToken)
    {
        using var turn = isBulk
            ? await _account.EnterAsync(PriorityOf(isRetry, isBulk), null, cancellationToken).ConfigureAwait(false)
            : null;
        var lease = await custom.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        if (lease.IsAcquired)
            return new(lease, outer);
        using (lease)
            throw new SemrushApiException(
                $"{operation.Name} was not sent: UseRateLimiter's limiter rejected it. Let it queue more calls, or call less often.",
                new(operation.Name) { RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : null });
    }

    private Limiter NarrowFor(Call.Settings settings) => _narrow.GetOrAdd(
        (settings.RequestsPerSecond, settings.ConcurrentRequests),
        static (width, limits) => new(width.Item1, Second, width.Item2, limits._time, limits._owner),
        this);

    private Limiter? Create(ApiOperation operation) => operation.Limit is { } limit
        ? new(limit.Requests, TimeSpan.FromSeconds(limit.Seconds), limit.Concurrent, _time, _owner)
        : null;

    private static Priority PriorityOf(bool isRetry, bool isBulk) => (isRetry, isBulk) switch
    {
        (true, false) => Priority.Retry,
        (false, false) => Priority.Call,
        (true, true) => Priority.BulkRetry,
        (false, true) => Priority.BulkCall,
    };
}
