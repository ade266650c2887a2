using System.Threading.RateLimiting;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>What one attempt was permitted, by all limits that concern it.</summary>
internal sealed class CallPermit(int gates) : IDisposable
{
    private readonly List<RateLimitLease> _leases = new(gates);
    private volatile bool _isFirst;

    public void Add(RateLimitLease lease) => _leases.Add(lease);

    /// <summary>The request is handed to the runtime, which sends it when it has a connection.</summary>
    public void Start()
    {
        foreach (var lease in _leases)
            (lease as IStartLease)?.Start();
    }

    /// <summary>The request is written to its connection.</summary>
    public void Write()
    {
        foreach (var lease in _leases)
            (lease as IStartLease)?.Write();
    }

    /// <summary>A connection was made for the request.</summary>
    public void Connect() => _isFirst = true;

    /// <summary>The answer is there. How long the first request on a connection takes to the server is known only then.</summary>
    public void Answer()
    {
        if (_isFirst)
            Write();
    }

    /// <summary>The attempt is over, or was given up before it began.</summary>
    public void Dispose()
    {
        foreach (var lease in _leases)
            lease.Dispose();
    }
}
