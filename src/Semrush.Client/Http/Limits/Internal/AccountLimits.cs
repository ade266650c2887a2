using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>The limits of an account, on one clock.</summary>
/// <remarks>
/// Its clients may have different settings. A request passes the gates of its own client and all wider ones, so that each client keeps to
/// its own limit, and all of them together keep to the widest.
/// </remarks>
internal sealed class AccountLimits
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // Most operations have no limit of their own.
    private static readonly Stage None = new(new(), []);

    private readonly ConcurrentDictionary<ApiOperation, Stage> _operations = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<(int, int), AdmissionQueue> _queues = new();
    private readonly Lock _adding = new();
    private readonly TimeProvider _time;
    private readonly object? _owner;
    private readonly bool _ordersCalls = true;
    private volatile Gate[] _gates = [];

    /// <param name="time">The clock.</param>
    /// <param name="owner">What lives on while starts still count, although nobody else may need it any more.</param>
    public AccountLimits(TimeProvider time, object? owner = null) => (_time, _owner) = (time, owner);

    /// <summary>Another limiter in place of the account's own gates.</summary>
    public AccountLimits(RateLimiter limiter, TimeProvider time)
        : this(time) => (_gates, _ordersCalls) = ([new(int.MaxValue, true, limiter)], false);

    /// <summary>Every gate, the narrowest first. Whoever waits at it takes no place at the wider ones, and as all take them in this order, nobody waits for one who waits for them.</summary>
    /// <remarks>Another array whenever there is another gate.</remarks>
    public Gate[] Gates => _gates;

    /// <summary>The queues before the gates, one for each kind of client.</summary>
    public IEnumerable<AdmissionQueue> Queues => _queues.Values;

    /// <summary>What a client with these settings passes.</summary>
    /// <param name="requestsPerSecond">How many may start within a second.</param>
    /// <param name="concurrentRequests">How many may be under way at once.</param>
    public CallLimits For(int requestsPerSecond, int concurrentRequests)
    {
        lock (_adding)
        {
            if (!Array.Exists(_gates, gate => gate.Width == concurrentRequests && !gate.CountsStarts))
                Add(new(concurrentRequests, false, new WaitingLimiter(concurrentRequests)));
            if (!Array.Exists(_gates, gate => gate.Width == requestsPerSecond && gate.CountsStarts))
                Add(new(requestsPerSecond, true, new StartLimiter(requestsPerSecond, Second, _time, _owner)));
        }

        return new(this, requestsPerSecond, concurrentRequests);
    }

    /// <summary>The queue of the clients with these settings: a narrow client's bulk, which waits longer at its gates, does not hold up a wider one's.</summary>
    public AdmissionQueue QueueOf(int requestsPerSecond, int concurrentRequests)
        => _queues.GetOrAdd((requestsPerSecond, concurrentRequests), _ => new(_ordersCalls));

    /// <summary>The limits that an operation has of its own.</summary>
    public Stage Of(ApiOperation operation) => _operations.GetOrAdd(operation, Make);

    private void Add(Gate gate) => _gates = [.. _gates.Append(gate).OrderBy(static gate => gate.Width).ThenBy(static gate => gate.CountsStarts)];

    private Stage Make(ApiOperation operation)
    {
        if (operation.Limit is null)
            return None;
        var gates = new List<RateLimiter>();
        if (operation.Limit is { Concurrent: > 0 } places)
            gates.Add(new WaitingLimiter(places.Concurrent));
        if (operation.Limit is { Requests: > 0 } starts)
            gates.Add(new StartLimiter(starts.Requests, TimeSpan.FromSeconds(starts.Seconds), _time, _owner));
        return new(new(), [.. gates]);
    }
}
