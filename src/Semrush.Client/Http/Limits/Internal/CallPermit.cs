using System.Threading.RateLimiting;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>What one attempt was permitted, by all limits that concern it.</summary>
internal sealed class CallPermit(int gates) : IDisposable
{
    private readonly List<RateLimitLease> _leases = new(gates);

    public void Add(RateLimitLease lease) => _leases.Add(lease);

    /// <summary>The request goes out now; said again, it goes out only now.</summary>
    public void Start()
    {
        foreach (var lease in _leases)
            (lease as IStartLease)?.Start();
    }

    /// <summary>The attempt is over, or was given up before it began.</summary>
    public void Dispose()
    {
        foreach (var lease in _leases)
            lease.Dispose();
    }
}
