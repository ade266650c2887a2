using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.MapRankTracker.Internal;

namespace Semrush.Client.Testing;

/// <summary>
/// The state of Map Rank Tracker in an emulator. Every member may be used from any thread, also while calls are under way.
/// </summary>
public sealed class EmulatedMapRankTracker
{
    internal EmulatedMapRankTracker(TimeProvider time, bool demoData) => Store = new CampaignStore(time, demoData);

    /// <summary>The campaigns as GetCampaign shows them, the earliest first. Copies: changing one changes nothing.</summary>
    public IReadOnlyList<JObject> Campaigns
    {
        get
        {
            lock (Store.Gate)
                return [.. Store.Campaigns.Select(CampaignDocument.Full)];
        }
    }

    /// <summary>The number of campaigns that the account may have, 0 or more.</summary>
    /// <value>Default: 10010.</value>
    public int CampaignsTotal
    {
        get
        {
            lock (Store.Gate)
                return Store.CampaignsTotal;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            lock (Store.Gate)
                Store.CampaignsTotal = value;
        }
    }

    /// <summary>The credits of a month, 0 or more. What was spent stays spent.</summary>
    /// <value>Default: 24325.</value>
    public long CreditsTotal
    {
        get
        {
            lock (Store.Gate)
                return Store.Credits.Total;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            lock (Store.Gate)
                Store.Credits.Total = value;
        }
    }

    /// <summary>The credits that are left this month, 0 to <see cref="CreditsTotal"/>; the rest counts as spent.</summary>
    public long CreditsAvailable
    {
        get
        {
            lock (Store.Gate)
                return Store.Credits.Available;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            lock (Store.Gate)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Store.Credits.Total);
                Store.Credits.Available = value;
            }
        }
    }

    internal CampaignStore Store { get; }

    /// <summary>The identifier of a campaign that is added now, reports included. It costs no credits.</summary>
    /// <param name="seed">What the campaign starts from.</param>
    /// <exception cref="ArgumentException">The template is not two numbers, or a campaign has the identifier already.</exception>
    /// <exception cref="FormatException">A report date is not a timestamp.</exception>
    public string AddCampaign(CampaignSeed seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        lock (Store.Gate)
        {
            if (Store.Find(seed.Id) is not null)
                throw new ArgumentException($"There is a campaign {seed.Id} already.", nameof(seed));
            return Store.Put(CampaignFactory.Seed(Store, seed)).Id;
        }
    }
}
