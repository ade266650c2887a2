namespace Semrush.Client.Testing.RateLimits.Internal;

/// <summary>The arrivals that one limit concerns. A limit that is absent is no limit.</summary>
internal sealed class Ledger(int? requests, TimeSpan window, int? concurrent, TimeProvider time)
{
    private readonly LinkedList<long> _arrivals = [];
    private int _present;

    public bool IsFull
    {
        get
        {
            while (_arrivals.First is { } first && time.GetElapsedTime(first.Value) >= window)
                _arrivals.RemoveFirst();
            return _arrivals.Count >= requests || _present >= concurrent;
        }
    }

    public void Enter()
    {
        _arrivals.AddLast(time.GetTimestamp());
        _present++;
    }

    public void Leave() => _present--;
}
