using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Requests.Internal;
using Semrush.Client.Testing.Timestamps.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>What the reports of a campaign say. A wrong date, keyword or business gives less, not an error, as was seen live.</summary>
internal static class ReportHandlers
{
    public static Answer KeywordStatuses(CampaignStore store, Campaign campaign, EmulatedRequest request)
    {
        var report = request.Text("reportDate") is { } date ? campaign.Report(date) : campaign.LatestReport;
        var statuses = report?.Keywords.Select(keyword => new JObject { ["keyword"] = keyword.ToJson(), ["status"] = "COLLECTED" }) ?? [];
        return Envelope.Ok(new JObject { ["keywords"] = new JArray(statuses) });
    }

    public static Answer Heatmap(CampaignStore store, Campaign campaign, EmulatedRequest request)
    {
        var date = request.Text("reportDate")!;
        var keywordId = request.Text("keywordId")!;
        var report = campaign.Report(date);
        var known = report?.Keyword(keywordId) ?? campaign.Keywords.FirstOrDefault(keyword => keyword.Id == keywordId);
        return Envelope.Ok(new JObject
        {
            ["keyword"] = (known ?? new Keyword(keywordId, "")).ToJson(),
            ["date"] = report?.Date ?? date,
            ["positions"] = report is null ? [] : Positions(campaign, report, request),
        });
    }

    public static Answer Metrics(CampaignStore store, Campaign campaign, EmulatedRequest request)
    {
        var (positions, shares) = (new JObject(), new JObject());
        foreach (var report in campaign.Reports.Reverse())
        {
            var (key, business) = (InstantText.Short(report.Instant), Business(report, request));
            var ranking = business >= 0 && report.Keyword(request.Text("keywordId")) is { } keyword ? report.RankingOf(keyword) : null;
            positions[key] = ranking?.AveragePosition(business) ?? Averages.BeyondPosition;
            shares[key] = ranking?.ShareOfVoice(business) ?? 0;
        }

        return Envelope.Ok(new JObject { ["average_positions"] = positions, ["share_of_voices"] = shares });
    }

    private static JArray Positions(Campaign campaign, Report report, EmulatedRequest request)
    {
        var business = Business(report, request);
        if (business < 0 || report.Keyword(request.Text("keywordId")) is not { } keyword)
            return [];
        var ranking = report.RankingOf(keyword);
        var earlier = EarlierPositions(campaign, report, keyword, request);
        return
        [
            .. report.Points.Select((point, index) =>
            {
                var position = ranking.Position(index, business);
                return new JObject
                {
                    ["point"] = point.ToHeatmapJson(),
                    ["position"] = position,
                    // Positive for a rise, as the documented answer suggests.
                    ["diff"] = earlier.GetValueOrDefault(point.Id, position) - position,
                };
            }),
        ];
    }

    private static Dictionary<string, int> EarlierPositions(Campaign campaign, Report report, Keyword keyword, EmulatedRequest request)
    {
        var before = campaign.Reports.FirstOrDefault(other => other.Instant < report.Instant);
        if (before?.Keyword(keyword.Id) is not { } same || Business(before, request) is not (>= 0 and var business))
            return [];
        var ranking = before.RankingOf(same);
        return before.Points.Select((point, index) => KeyValuePair.Create(point.Id, ranking.Position(index, business))).ToDictionary();
    }

    private static int Business(Report report, EmulatedRequest request) => report.IndexOf(request.Text("cid"), request.Texts("placeIds"));
}
