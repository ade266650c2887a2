namespace Semrush.Client.Testing.RateLimits.Internal;

/// <summary>The arrivals that one limit concerns. A limit that is absent is no limit.</summary>
/// <remarks>Calls may be looked at in another order than the one in which they arrived, so that each is judged by the arrivals on both sides of it.</remarks>
internal sealed class Ledger(int? requests, TimeSpan window, int? concurrent, TimeProvider time)
{
    private readonly List<long> _arrivals = [];
    private int _present;

    /// <summary>Whether the limit has room for a call that arrived at that moment.</summary>
    public bool HasRoom(long moment) => !(_present >= concurrent) && (requests is null || MostWith(moment) <= requests);

    public void Enter(long moment)
    {
        _arrivals.RemoveAll(arrival => time.GetElapsedTime(arrival, moment) >= window * 2);
        _arrivals.Insert(PlaceOf(moment), moment);
        _present++;
    }

    public void Leave() => _present--;

    // The most arrivals in a window that has this one in it. Such a window begins with an arrival: this one, or one shortly before.
    private int MostWith(long moment) => _arrivals.Append(moment)
        .Where(first => first <= moment && time.GetElapsedTime(first, moment) < window)
        .Max(first => 1 + _arrivals.Count(arrival => arrival >= first && time.GetElapsedTime(first, arrival) < window));

    private int PlaceOf(long moment) => _arrivals.FindLastIndex(arrival => arrival <= moment) + 1;
}
