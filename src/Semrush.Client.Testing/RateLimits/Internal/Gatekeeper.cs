using Semrush.Client.Testing.Contracts.Internal;

namespace Semrush.Client.Testing.RateLimits.Internal;

/// <summary>Counts what arrives, credential by credential, and turns away what is too much. How clients keep to a limit is not its concern.</summary>
internal sealed class Gatekeeper(EmulatedRateLimit? limit, Arrival arrival, TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Credential, string? Operation), Ledger> _ledgers = [];

    /// <summary>What the answer 429 asks for.</summary>
    public TimeSpan? RetryAfter => limit?.RetryAfter;

    /// <summary>Lets a call in.</summary>
    /// <returns>The call's stay, to be ended with it; nothing where it is turned away.</returns>
    public Stay? Admit(ContractOperation? operation, string? credential)
    {
        if (limit is null || credential is null || operation is not { Schemes.Count: > 0 })
            return new Stay(this, []);
        lock (_gate)
        {
            var ledgers = LedgersOf(limit, operation, credential);
            var moment = arrival.Moment;
            if (!ledgers.TrueForAll(ledger => ledger.HasRoom(moment)))
                return null;
            ledgers.ForEach(ledger => ledger.Enter(moment));
            return new Stay(this, ledgers);
        }
    }

    public void Reset()
    {
        lock (_gate)
            _ledgers.Clear();
    }

    private List<Ledger> LedgersOf(EmulatedRateLimit limit, ContractOperation operation, string credential)
    {
        List<Ledger> ledgers = [Open((credential, null), () => new(limit.RequestsPerSecond, Second, limit.ConcurrentRequests, time))];
        if (operation.Limit is { } own)
            ledgers.Add(Open((credential, operation.QualifiedId), () => new(own.Requests, own.Window, own.Concurrent, time)));
        return ledgers;
    }

    private Ledger Open((string, string?) name, Func<Ledger> make)
        => _ledgers.TryGetValue(name, out var ledger) ? ledger : _ledgers[name] = make();

    /// <summary>A call while it is under way.</summary>
    internal sealed class Stay(Gatekeeper keeper, List<Ledger> ledgers) : IDisposable
    {
        public void Dispose()
        {
            lock (keeper._gate)
                ledgers.ForEach(ledger => ledger.Leave());
        }
    }
}
