using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>The competitors of a campaign in one report, with the metrics that their heatmaps have.</summary>
internal static class CompetitorHandler
{
    public static Answer List(CampaignStore store, Campaign campaign, EmulatedRequest request)
    {
        var report = campaign.Report(request.Text("reportDate"));
        var ranking = report?.Keyword(request.Text("keywordId")) is { } keyword ? report.RankingOf(keyword) : null;
        var ranked = ranking is null ? [] : report!.Businesses.Select((business, index) => Rank(business, ranking, index)).ToList();
        var own = ranked.Count > 0 ? ranked[0] : new Ranked(campaign.Business, Averages.BeyondPosition, 0);
        var sorted = Sort(ranked.Skip(1), SortOrder.Read(request.Text("sort") ?? "averagePosition,ASC"));
        return Envelope.Ok(new JObject
        {
            ["business"] = own.ToJson(),
            ["competitors"] = PageDocument.Of(request, [.. sorted.Select(competitor => competitor.ToJson())]),
        });
    }

    private static Ranked Rank(Business business, Ranking ranking, int index) =>
        new(business, ranking.AveragePosition(index), ranking.ShareOfVoice(index));

    // Equal ones keep one order, so that no page repeats what another one had.
    private static IOrderedEnumerable<Ranked> Sort(IEnumerable<Ranked> competitors, SortOrder order) => (order.Field switch
    {
        "name" => order.Apply(competitors, competitor => competitor.Business.Name, StringComparer.Ordinal),
        "rating" => order.Apply(competitors, competitor => competitor.Business.Rating),
        "reviewNumber" => order.Apply(competitors, competitor => competitor.Business.ReviewNumber),
        "shareOfVoice" => order.Apply(competitors, competitor => competitor.ShareOfVoice),
        _ => order.Apply(competitors, competitor => competitor.AveragePosition),
    }).ThenBy(competitor => competitor.Business.Cid, StringComparer.Ordinal);

    private sealed record Ranked(Business Business, double AveragePosition, double ShareOfVoice)
    {
        public JObject ToJson() => new()
        {
            ["business"] = Business.ToJson(),
            ["averagePosition"] = AveragePosition,
            ["shareOfVoice"] = ShareOfVoice,
        };
    }
}
