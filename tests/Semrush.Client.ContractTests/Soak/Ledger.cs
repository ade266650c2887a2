using System.Collections.Concurrent;

namespace Semrush.Client.ContractTests.Soak;

/// <summary>What the server's side knows of each call: how often it came, and how often it was carried out.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<int, int> _arrived = new();
    private readonly ConcurrentDictionary<int, int> _carriedOut = new();

    public int Requests => _arrived.Values.Sum();

    public void Arrive(int call) => _arrived.AddOrUpdate(call, 1, static (_, count) => count + 1);

    public void CarryOut(int call) => _carriedOut.AddOrUpdate(call, 1, static (_, count) => count + 1);

    public int Arrivals(int call) => _arrived.GetValueOrDefault(call);

    public int TimesCarriedOut(int call) => _carriedOut.GetValueOrDefault(call);
}
