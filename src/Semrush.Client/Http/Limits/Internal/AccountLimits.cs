using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Semrush.Client.Http.Internal;
using static Semrush.Client.Http.Limits.Internal.Limiter;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>
/// The limits that every attempt of an account passes, on one clock: those of single operations, and that of the account.
/// </summary>
/// <remarks>
/// The account has the limit of its widest client, and at least Semrush's. A client with a narrower one waits at that first.
/// </remarks>
internal sealed class AccountLimits
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ApiOperation, Limiter?> _operations = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<(int, int), Limiter> _narrow = new();
    private readonly TimeProvider _time;
    private readonly object? _owner;
    private readonly Limiter _account;
    private readonly RateLimiter? _users;

    /// <param name="time">The clock.</param>
    /// <param name="owner">What lives on while starts still count, although nothing else may need it any more.</param>
    /// <param name="users">A limiter of the user's in place of the account's.</param>
    public AccountLimits(TimeProvider time, object? owner = null, RateLimiter? users = null)
    {
        (_time, _owner, _users) = (time, owner, users);
        var usual = new RateLimitOptions();
        // A limiter of the user's serves in its own order: only the attempts of bulks wait before it, one at a time.
        _account = users is null ? new(usual.RequestsPerSecond, Second, usual.ConcurrentRequests, time, owner) : new(0, Second, 1, time);
    }

    /// <summary>Allows what a client with these settings may do.</summary>
    public void Widen(int requestsPerSecond, int concurrentRequests)
    {
        if (_users is null)
            _account.Widen(requestsPerSecond, concurrentRequests);
    }

    /// <summary>The permit for one attempt, when its turn has come; none where nothing limits it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="settings">The settings of the client.</param>
    /// <param name="isRetry">Whether the call has been sent before.</param>
    /// <param name="isBulk">Whether the call is one of a bulk, and gives way to single calls.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<Permit?> EnterAsync(
        ApiOperation operation, Call.Settings settings, bool isRetry, bool isBulk, CancellationToken cancellationToken)
    {
        Permit? permit = null;
        try
        {
            // First the limit of the operation: an attempt that waits there takes no permit from other operations.
            if (_operations.GetOrAdd(operation, static (operation, limits) => limits.Create(operation), this) is { } limiter)
            {
                permit = await limiter.EnterAsync(PriorityOf(isRetry, isBulk), permit, cancellationToken).ConfigureAwait(false);
                // A call of a bulk with a permit of the operation goes on like a retry: a single call may be waiting for that permit.
                isRetry |= isBulk;
            }

            if (!operation.Authenticated)
                return permit;
            if (_users is { } users)
                return await EnterAsync(users, operation, permit, isRetry, isBulk, cancellationToken).ConfigureAwait(false);
            if (settings.RequestsPerSecond < _account.Starts || settings.ConcurrentRequests < _account.Concurrent)
                permit = await NarrowFor(settings).EnterAsync(PriorityOf(isRetry, isBulk), permit, cancellationToken).ConfigureAwait(false);
            return permit = await _account.EnterAsync(PriorityOf(isRetry, isBulk), permit, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            permit?.Dispose();
            throw;
        }
    }

    private async ValueTask<Permit> EnterAsync(
        RateLimiter users, ApiOperation operation, Permit? outer, bool isRetry, bool isBulk, CancellationToken cancellationToken)
    {
        using var turn = isBulk
            ? await _account.EnterAsync(PriorityOf(isRetry, isBulk), null, cancellationToken).ConfigureAwait(false)
            : null;
        var lease = await users.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
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
