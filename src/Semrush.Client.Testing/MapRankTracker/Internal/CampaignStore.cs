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

    /// <summary>The present time in nine digits. The last two count on, so that the same tick never comes twice.</summary>
    public string Now() => InstantText.Full(Time.GetUtcNow(), _identifiers++ % 100);

    public void Reset()
    {
        lock (Gate)
        {
            _campaigns.Clear();
            _identifiers = 0;
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
