using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Internal;

namespace Semrush.Client.Testing;

/// <summary>
/// The state of Map Rank Tracker in an emulator. Every member may be used from any thread, also while calls are in progress.
/// </summary>
public sealed class EmulatedMapRankTracker
{
    private const int DocumentedCampaigns = 10010;
    private const long DocumentedCredits = 24325;

    private readonly Lock _gate;
    private readonly TimeProvider _time;
    private readonly int _account;
    private readonly bool _demoData;
    private readonly Dictionary<string, Campaign> _campaigns = [];
    private int _identifiers;
    private (long Ticks, int Nanoseconds) _latest;
    private long _creditsTotal;
    private long _creditsSpent;
    private (int Year, int Month) _month;

    internal EmulatedMapRankTracker(Lock gate, TimeProvider time, int account, bool demoData)
    {
        (_gate, _time, _account, _demoData) = (gate, time, account, demoData);
        Reset();
    }

    /// <summary>The campaigns as GetCampaign returns them, the earliest first. These are copies; changing one has no effect.</summary>
    public IReadOnlyList<JObject> Campaigns
    {
        get
        {
            lock (_gate)
                return [.. _campaigns.Values.Select(campaign => campaign.ToJson())];
        }
    }

    /// <summary>The number of campaigns that the account may have, 0 or more.</summary>
    /// <value>Default: 10010.</value>
    public int CampaignsTotal
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The credits of a month, 0 or more. Spent credits stay spent.</summary>
    /// <value>Default: 24325.</value>
    public long CreditsTotal
    {
        get
        {
            lock (_gate)
                return _creditsTotal;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            lock (_gate)
                (_creditsTotal, CreditsSpent) = (value, Math.Min(CreditsSpent, value));
        }
    }

    /// <summary>The credits that are left this month, 0 to <see cref="CreditsTotal"/>; the others count as spent.</summary>
    public long CreditsAvailable
    {
        get
        {
            lock (_gate)
                return _creditsTotal - CreditsSpent;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            lock (_gate)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThan(value, _creditsTotal);
                CreditsSpent = _creditsTotal - value;
            }
        }
    }

    /// <summary>The campaigns in the order in which they were created.</summary>
    internal IReadOnlyCollection<Campaign> All => _campaigns.Values;

    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The credits that were spent this month, UTC.</summary>
    internal long CreditsSpent
    {
        get => _month == (Now.Year, Now.Month) ? _creditsSpent : 0;
        set => (_month, _creditsSpent) = ((Now.Year, Now.Month), value);
    }

    /// <summary>Adds a campaign with its reports, and returns its identifier. It costs no credits.</summary>
    /// <param name="seed">The initial state of the campaign.</param>
    /// <exception cref="ArgumentException">The template is not two numbers, or a campaign has the identifier already.</exception>
    /// <exception cref="FormatException">A report date is not a timestamp.</exception>
    public string AddCampaign(CampaignSeed seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        lock (_gate)
        {
            if (Find(seed.Id) is not null)
                throw new ArgumentException($"There is a campaign {seed.Id} already.", nameof(seed));
            return Put(CampaignFactory.Seed(this, seed)).Id;
        }
    }

    internal Campaign? Find(string? id) => id is null ? null : _campaigns.GetValueOrDefault(id);

    internal Campaign Put(Campaign campaign) => _campaigns[campaign.Id] = campaign;

    internal bool Remove(string id) => _campaigns.Remove(id);

    /// <summary>A new identifier, which depends only on the account and the number of identifiers before it.</summary>
    internal string NewId()
        => StableHash.Uuid(_account == 0 ? $"identifier {_identifiers++}" : $"identifier {_identifiers++} of account {_account}");

    /// <summary>
    /// The present time in nine digits, later than any before even where the clock stands still. The last two are never 00, so that tests
    /// find a client that keeps no more than the ticks of .NET.
    /// </summary>
    internal string NewTimestamp()
    {
        var now = Now.UtcTicks;
        var (ticks, nanoseconds) = _latest;
        _latest = now > ticks ? (now, 1) : nanoseconds < 99 ? (ticks, nanoseconds + 1) : (ticks + 1, 1);
        return TimestampText.Full(new DateTimeOffset(_latest.Ticks, TimeSpan.Zero), _latest.Nanoseconds);
    }

    internal void Reset()
    {
        lock (_gate)
        {
            _campaigns.Clear();
            (_identifiers, _latest) = (0, default);
            (CampaignsTotal, _creditsTotal, CreditsSpent) = (DocumentedCampaigns, DocumentedCredits, 0);
            foreach (var seed in _demoData ? CampaignSeed.Demo : [])
                Put(CampaignFactory.Seed(this, seed));
        }
    }
}
