using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>The limits of the account.</summary>
internal static class LimitHandler
{
    public static Answer Get(CampaignStore store, EmulatedRequest request) => Envelope.Ok(new JObject
    {
        ["campaigns"] = new JObject
        {
            // Seeds may exceed what the account may create.
            ["available"] = Math.Max(0, store.CampaignsTotal - store.Campaigns.Count),
            ["inUse"] = store.Campaigns.Count,
            ["total"] = store.CampaignsTotal,
        },
        ["credits"] = new JObject
        {
            ["available"] = store.Credits.Available,
            ["spentThisMonth"] = store.Credits.Spent,
            ["total"] = store.Credits.Total,
        },
    });
}
