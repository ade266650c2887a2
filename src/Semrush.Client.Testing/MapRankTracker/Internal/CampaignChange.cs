using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>
/// A change to a campaign: what the request leaves out stays. Reports keep the keywords and points that they were collected for.
/// </summary>
internal static class CampaignChange
{
    public static Campaign Apply(CampaignStore store, Campaign campaign, JObject request)
    {
        if ((string?)request["name"] is { } name)
            campaign = campaign with { Name = name };
        if (request["keywords"] is { } keywords)
            campaign = campaign with { Keywords = CampaignFactory.Keywords(store, keywords.Values<string>(), campaign.Keywords) };
        var center = campaign.Grid?.BasePoint ?? campaign.Business.Coordinates;
        if (request["gridSettings"] is { } settings && Grid.Read(settings, center) is var grid)
            campaign = campaign with { Grid = grid, Points = CampaignFactory.Points(store, grid) };
        if (request["points"] is JArray points)
            campaign = campaign with { Grid = null, Points = CampaignFactory.Points(store, points) };
        if (request["collectingFrequency"] is { } schedule)
        {
            campaign = campaign with
            {
                CollectingFrequency = Schedule.ToAnswer(schedule),
                NextReportDate = Schedule.Next(schedule, store.Time.GetUtcNow()),
            };
        }

        return campaign;
    }
}
