using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>A campaign as answers show it. A member without a value is left out, as in the documented answers.</summary>
internal static class CampaignDocument
{
    private const string UserId = "20681378";

    public static JObject Full(Campaign campaign)
    {
        var document = new JObject
        {
            ["id"] = campaign.Id,
            ["userId"] = UserId,
            ["sharingStatus"] = new JObject { ["accessType"] = "OWNER", ["ownerEmail"] = "user@semrush.com", ["sharesCount"] = 0 },
        };
        Add(document, "collectingFrequency", campaign.CollectingFrequency?.DeepClone());
        document["keywords"] = new JArray(campaign.Keywords.Select(keyword => keyword.ToJson()));
        Add(document, "gridSettings", campaign.Grid?.ToJson());
        Add(document, "lastReportDate", campaign.LatestReport?.Date);
        Add(document, "nextReportDate", campaign.NextReportDate);
        if (campaign.Reports.Count > 0)
            document["reportDates"] = new JArray(campaign.Reports.Select(report => report.Date));
        document["points"] = new JArray(campaign.Points.Select(point => point.ToJson()));
        document["countryCode"] = campaign.CountryCode;
        document["business"] = campaign.Business.ToJson();
        document["createdAt"] = campaign.CreatedAt;
        document["status"] = campaign.Status;
        document["statusUpdatedAt"] = campaign.StatusUpdatedAt;
        document["projectMetrics"] = ProjectMetrics.Of(campaign) ?? [];
        document["name"] = campaign.Name;
        return document;
    }

    public static JObject Summary(Campaign campaign)
    {
        var document = new JObject
        {
            ["id"] = campaign.Id,
            ["userId"] = UserId,
            ["keywordsNumber"] = campaign.Keywords.Count,
            ["pointsNumber"] = campaign.EnabledPoints.Count(),
        };
        Add(document, "gridSettings", campaign.Grid?.ToJson());
        document["countryCode"] = campaign.CountryCode;
        document["business"] = campaign.Business.ToJson();
        Add(document, "projectMetrics", ProjectMetrics.Of(campaign));
        document["name"] = campaign.Name;
        Add(document, "lastReportDate", campaign.LatestReport?.Date);
        Add(document, "nextReportDate", campaign.NextReportDate);
        document["status"] = campaign.Status;
        document["createdAt"] = campaign.CreatedAt;
        return document;
    }

    private static void Add(JObject document, string name, JToken? value)
    {
        // A text that is null arrives as a value that is null.
        if (value is not (null or JValue { Value: null }))
            document[name] = value;
    }
}
