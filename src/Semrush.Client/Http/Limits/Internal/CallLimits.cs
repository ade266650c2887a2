using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>The limits that every attempt of a client passes: those of single operations, and those of its account.</summary>
/// <param name="account">The account.</param>
/// <param name="requestsPerSecond">The client's own limit of starts within a second; 0 passes every gate.</param>
/// <param name="concurrentRequests">The client's own limit of requests under way; 0 passes every gate.</param>
/// <param name="door">What lets first attempts to the account's gates one by one. Repetitions go by: behind a queue of thousands, the time of their call would run out. A limiter of the user's has an order of its own, and no door.</param>
internal sealed class CallLimits(AccountLimits account, int requestsPerSecond = 0, int concurrentRequests = 0, RateLimiter? door = null)
{
    private readonly ConcurrentDictionary<ApiOperation, Way> _ways = new(ReferenceEqualityComparer.Instance);

    /// <summary>The permit for one attempt, when its turn has come.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="isRepetition">Whether the call has been sent before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<CallPermit> EnterAsync(ApiOperation operation, bool isRepetition, CancellationToken cancellationToken)
    {
        var gates = account.Gates;
        if (!_ways.TryGetValue(operation, out var way) || way.Of != gates)
            _ways[operation] = way = WayOf(operation, gates);
        return EnterAsync(operation, way, isRepetition ? null : door, cancellationToken);
    }

    private static async ValueTask<CallPermit> EnterAsync(ApiOperation operation, Way way, RateLimiter? door, CancellationToken cancellationToken)
    {
        var permit = new CallPermit(way.Own.Length + way.Account.Length);
        try
        {
            // Those of the operation come first: who waits there takes no place from other operations.
            foreach (var limiter in way.Own)
                permit.Add(await PassAsync(operation, limiter, cancellationToken).ConfigureAwait(false));
            using var turn = door is null || way.Account.Length == 0 ? null : await door.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
            foreach (var limiter in way.Account)
                permit.Add(await PassAsync(operation, limiter, cancellationToken).ConfigureAwait(false));
            return permit;
        }
        catch
        {
            permit.Dispose();
            throw;
        }
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
        operation.Authenticated ? [.. gates.Where(gate => gate.Width >= (gate.CountsStarts ? requestsPerSecond : concurrentRequests)).Select(static gate => gate.Limiter)] : []);

    /// <summary>What a request passes, as long as the account has these gates and no others.</summary>
    private sealed record Way(Gate[] Of, RateLimiter[] Own, RateLimiter[] Account);
}
