using System.Collections.Concurrent;

namespace Semrush.Client.ContractTests.Soak;

/// <summary>What both sides know of each call: how often it was sent and given up, how often it came, and how often it was carried out.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<int, int> _sent = new();
    private readonly ConcurrentDictionary<int, int> _givenUp = new();
    private readonly ConcurrentDictionary<int, int> _arrived = new();
    private readonly ConcurrentDictionary<int, int> _carriedOut = new();

    public int Sent => _sent.Values.Sum();

    public int Requests => _arrived.Values.Sum();

    public void Send(int call) => Count(_sent, call);

    public void GiveUp(int call) => Count(_givenUp, call);

    public void Arrive(int call) => Count(_arrived, call);

    public void CarryOut(int call) => Count(_carriedOut, call);

    public int TimesSent(int call) => _sent.GetValueOrDefault(call);

    /// <summary>How often the time of an attempt was over before there was an answer.</summary>
    public int TimesGivenUp(int call) => _givenUp.GetValueOrDefault(call);

    public int Arrivals(int call) => _arrived.GetValueOrDefault(call);

    public int TimesCarriedOut(int call) => _carriedOut.GetValueOrDefault(call);

    private static void Count(ConcurrentDictionary<int, int> counts, int call) => counts.AddOrUpdate(call, 1, static (_, count) => count + 1);
}
