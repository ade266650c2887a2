using Semrush.Client.Testing.Timestamps.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>The state of one emulator. Whoever reads or changes it holds the gate.</summary>
internal sealed class CampaignStore
{
    private const int DocumentedCampaigns = 10010;
    private const long DocumentedCredits = 24325;

    private readonly Dictionary<string, Campaign> _campaigns = [];
    private readonly bool _demoData;
    private int _identifiers;
    private (long Ticks, int Nanoseconds) _latest;

    public CampaignStore(TimeProvider time, bool demoData)
    {
        Time = time;
        Credits = new Credits(time, DocumentedCredits);
        _demoData = demoData;
        Fill();
    }

    public Lock Gate { get; } = new();

    public TimeProvider Time { get; }

    public Credits Credits { get; }

    public int CampaignsTotal { get; set; } = DocumentedCampaigns;

    /// <summary>The campaigns in the order in which they were made.</summary>
    public IReadOnlyCollection<Campaign> Campaigns => _campaigns.Values;

    public Campaign? Find(string? id) => id is null ? null : _campaigns.GetValueOrDefault(id);

    public Campaign Put(Campaign campaign) => _campaigns[campaign.Id] = campaign;

    public bool Remove(string id) => _campaigns.Remove(id);

    /// <summary>An identifier that is new here, and the same in every run that asks for as many.</summary>
    public string NewId() => StableHash.Uuid($"identifier {_identifiers++}");

    /// <summary>
    /// The present time in nine digits, later than any before even where the clock stands still. The last two are never 00: a client that
    /// keeps no more than the ticks of .NET would otherwise go unnoticed.
    /// </summary>
    public string Now()
    {
        var now = Time.GetUtcNow().UtcTicks;
        var (ticks, nanoseconds) = _latest;
        _latest = now > ticks ? (now, 1) : nanoseconds < 99 ? (ticks, nanoseconds + 1) : (ticks + 1, 1);
        return InstantText.Full(new DateTimeOffset(_latest.Ticks, TimeSpan.Zero), _latest.Nanoseconds);
    }

    public void Reset()
    {
        lock (Gate)
        {
            _campaigns.Clear();
            _identifiers = 0;
            _latest = default;
            CampaignsTotal = DocumentedCampaigns;
            Credits.Reset();
            Fill();
        }
    }

    private void Fill()
    {
        if (!_demoData)
            return;
        foreach (var seed in DemoCampaigns.Seeds)
            Put(CampaignFactory.Seed(this, seed));
    }
}
