using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>The limits that every attempt of a client passes: those of single operations, and those of its account.</summary>
/// <param name="account">The account.</param>
/// <param name="requestsPerSecond">The client's own limit of starts within a second; 0 passes every gate.</param>
/// <param name="concurrentRequests">The client's own limit of requests under way; 0 passes every gate.</param>
internal sealed class CallLimits(AccountLimits account, int requestsPerSecond = 0, int concurrentRequests = 0)
{
    private readonly ConcurrentDictionary<ApiOperation, Way> _ways = new(ReferenceEqualityComparer.Instance);
    private readonly AdmissionQueue _queue = account.QueueOf(requestsPerSecond, concurrentRequests);

    /// <summary>The permit for one attempt, when its turn has come.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="isRetry">Whether the call has been sent before.</param>
    /// <param name="isBulk">Whether the call is one of a bulk, and gives way to single calls.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<CallPermit> EnterAsync(ApiOperation operation, bool isRetry, bool isBulk, CancellationToken cancellationToken)
    {
        var gates = account.Gates;
        if (!_ways.TryGetValue(operation, out var way) || way.Of != gates)
            _ways[operation] = way = WayOf(operation, gates);
        return EnterAsync(operation, way, isRetry, isBulk, cancellationToken);
    }

    private static async ValueTask<CallPermit> EnterAsync(ApiOperation operation, Way way, bool isRetry, bool isBulk, CancellationToken cancellationToken)
    {
        var permit = new CallPermit(way.Own.Limiters.Length + way.Account.Limiters.Length);
        try
        {
            // Those of the operation come first: who waits there takes no place from other operations.
            await PassAsync(operation, way.Own, permit, isRetry, isBulk, cancellationToken).ConfigureAwait(false);
            // A call that holds a permit of the operation goes on like a retry: a single call may be waiting for that permit.
            isRetry |= isBulk && way.Own.Limiters.Length > 0;
            await PassAsync(operation, way.Account, permit, isRetry, isBulk, cancellationToken).ConfigureAwait(false);
            return permit;
        }
        catch
        {
            permit.Dispose();
            throw;
        }
    }

    private static async ValueTask PassAsync(ApiOperation operation, Stage stage, CallPermit permit, bool isRetry, bool isBulk, CancellationToken cancellationToken)
    {
        if (stage.Limiters.Length == 0)
            return;
        using var turn = await stage.Queue.EnterAsync(isRetry, isBulk, cancellationToken).ConfigureAwait(false);
        foreach (var limiter in stage.Limiters)
            permit.Add(await PassAsync(operation, limiter, cancellationToken).ConfigureAwait(false));
    }

    private static async ValueTask<RateLimitLease> PassAsync(ApiOperation operation, RateLimiter limiter, CancellationToken cancellationToken)
    {
        var lease = await limiter.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        if (lease.IsAcquired)
            return lease;
        using (lease)
            throw LimitErrors.Refused(operation, lease);
    }

    private Way WayOf(ApiOperation operation, Gate[] gates) => new(
        gates,
        account.Of(operation),
        new(_queue, operation.Authenticated ? [.. gates.Where(gate => gate.Width >= (gate.CountsStarts ? requestsPerSecond : concurrentRequests)).Select(static gate => gate.Limiter)] : []));

    /// <summary>What a request passes, as long as the account has these gates and no others.</summary>
    private sealed record Way(Gate[] Of, Stage Own, Stage Account);
}
