namespace Semrush.Client.Testing.Internal;

/// <summary>Enforces the rate limits, for each credential by itself.</summary>
internal sealed class CallLimiter(EmulatedRateLimit? limit, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Credential, string? Operation), Window> _windows = [];

    /// <returns>The lease of the call, to be disposed with it; null where the call exceeds a limit.</returns>
    public Lease? Acquire(ContractOperation? operation, string? credential)
    {
        if (limit is null || credential is null || operation is not { Schemes.Count: > 0 })
            return new Lease(this, []);
        lock (_gate)
        {
            var account = new Limit(limit.RequestsPerSecond, TimeSpan.FromSeconds(1), limit.ConcurrentRequests);
            List<Window> windows = [Find((credential, null), account)];
            if (operation.Limit is { } own)
                windows.Add(Find((credential, operation.QualifiedId), own));
            var arrival = CallConnection.Arrival.Timestamp;
            if (!windows.TrueForAll(window => window.HasRoom(arrival)))
                return null;
            windows.ForEach(window => window.Enter(arrival));
            return new Lease(this, windows);
        }
    }

    /// <summary>The documented 429, with a `Retry-After` where one is set.</summary>
    public EmulatedResponse TooManyRequests(ContractOperation? operation)
    {
        var response = ErrorResponse.Of(operation, 429);
        return limit?.RetryAfter is { } delay ? response.With("Retry-After", EmulatedResponse.Seconds(delay)) : response;
    }

    public void Reset()
    {
        lock (_gate)
            _windows.Clear();
    }

    private Window Find((string, string?) key, Limit rule)
        => _windows.TryGetValue(key, out var window) ? window : _windows[key] = new Window(rule, time);

    /// <summary>The limit of an account or of an operation; null for none.</summary>
    internal sealed record Limit(int? Requests, TimeSpan Window, int? Concurrent);

    /// <summary>The place of a call in its windows while it is in progress.</summary>
    internal sealed class Lease(CallLimiter limiter, List<Window> windows) : IDisposable
    {
        public void Dispose()
        {
            lock (limiter._gate)
                windows.ForEach(window => window.Leave());
        }
    }

    /// <summary>The arrivals that count for one limit.</summary>
    /// <remarks>Calls may be processed in another order than that of their arrival, so that later arrivals count as well.</remarks>
    internal sealed class Window(Limit limit, TimeProvider time)
    {
        private readonly List<long> _arrivals = [];
        private int _inProgress;

        public bool HasRoom(long arrival)
            => !(_inProgress >= limit.Concurrent) && (limit.Requests is null || MostWith(arrival) <= limit.Requests);

        public void Enter(long arrival)
        {
            _arrivals.RemoveAll(earlier => time.GetElapsedTime(earlier, arrival) >= limit.Window * 2);
            _arrivals.Add(arrival);
            _inProgress++;
        }

        public void Leave() => _inProgress--;

        // The most arrivals in a window that has this one in it. Such a window begins with an arrival: this one, or one shortly before.
        private int MostWith(long arrival)
            => _arrivals.Append(arrival)
                .Where(first => first <= arrival && time.GetElapsedTime(first, arrival) < limit.Window)
                .Max(first => 1 + _arrivals.Count(other => other >= first && time.GetElapsedTime(first, other) < limit.Window));
    }
}
