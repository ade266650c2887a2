using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>The limits that every attempt with one credential passes: that of the account, and those of single operations.</summary>
internal sealed class CallLimits
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ApiOperation, RateLimiter[]> _gates = new(ReferenceEqualityComparer.Instance);
    private readonly RateLimiter[] _account;
    private readonly TimeProvider _time;
    private readonly object? _owner;

    /// <param name="requestsPerSecond">How many may start within a second.</param>
    /// <param name="concurrentRequests">How many may be under way at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="owner">What lives on while starts still count, although nobody else may need it any more.</param>
    public CallLimits(int requestsPerSecond, int concurrentRequests, TimeProvider time, object? owner = null)
        : this([StartLimiter.Waiting(concurrentRequests), new StartLimiter(requestsPerSecond, Second, time, owner)], time) => _owner = owner;

    /// <summary>Limits with another one in place of the account's.</summary>
    public CallLimits(RateLimiter account, TimeProvider time)
        : this([account], time)
    {
    }

    private CallLimits(RateLimiter[] account, TimeProvider time) => (_account, _time) = (account, time);

    /// <summary>The permit for one attempt, when its turn has come.</summary>
    public ValueTask<CallPermit> EnterAsync(ApiOperation operation, CancellationToken cancellationToken)
        => EnterAsync(operation, _gates.TryGetValue(operation, out var gates) ? gates : _gates.GetOrAdd(operation, GatesOf), cancellationToken);

    private static async ValueTask<CallPermit> EnterAsync(ApiOperation operation, RateLimiter[] gates, CancellationToken cancellationToken)
    {
        var permit = new CallPermit(gates.Length);
        try
        {
            foreach (var gate in gates)
            {
                var lease = await gate.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
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

    // The narrowest comes first: who waits for it takes no place from other operations.
    private RateLimiter[] GatesOf(ApiOperation operation)
    {
        var gates = new List<RateLimiter>();
        if (operation.Limit is { Concurrent: > 0 } places)
            gates.Add(StartLimiter.Waiting(places.Concurrent));
        if (operation.Limit is { Requests: > 0 } starts)
            gates.Add(new StartLimiter(starts.Requests, TimeSpan.FromSeconds(starts.Seconds), _time, _owner));
        if (operation.Authenticated)
            gates.AddRange(_account);
        return [.. gates];
    }
}
