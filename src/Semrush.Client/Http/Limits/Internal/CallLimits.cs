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

    /// <summary>The permit for one attempt, when its turn has come.</summary>
    public ValueTask<CallPermit> EnterAsync(ApiOperation operation, CancellationToken cancellationToken)
    {
        var gates = account.Gates;
        if (!_ways.TryGetValue(operation, out var way) || way.Of != gates)
            _ways[operation] = way = WayOf(operation, gates);
        return EnterAsync(operation, way.Limiters, cancellationToken);
    }

    private static async ValueTask<CallPermit> EnterAsync(ApiOperation operation, RateLimiter[] limiters, CancellationToken cancellationToken)
    {
        var permit = new CallPermit(limiters.Length);
        try
        {
            foreach (var limiter in limiters)
            {
                var lease = await limiter.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
                permit.Add(lease);
                if (!lease.IsAcquired)
                    throw LimitErrors.Refused(operation, lease);
            }

            return permit;
        }
        catch
        {
            permit.Dispose();
            throw;
        }
    }

    // Those of the operation come first: who waits there takes no place from other operations.
    private Way WayOf(ApiOperation operation, Gate[] gates)
    {
        var limiters = account.Of(operation).ToList();
        if (operation.Authenticated)
            limiters.AddRange(gates.Where(gate => gate.Width >= (gate.CountsStarts ? requestsPerSecond : concurrentRequests)).Select(static gate => gate.Limiter));
        return new(gates, [.. limiters]);
    }

    /// <summary>What a request passes, as long as the account has these gates and no others.</summary>
    private sealed record Way(Gate[] Of, RateLimiter[] Limiters);
}
