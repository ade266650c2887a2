namespace Semrush.Client.Testing.Internal;

/// <summary>The operations that read reports. An unknown date, keyword or business gives an empty response, as in the live API.</summary>
internal static class ReportHandlers
{
    public static EmulatedResponse GetKeywordStatuses(Campaign campaign, EmulatedRequest request)
    {
        var report = request.Text("reportDate") is { } date ? campaign.FindReport(date) : campaign.LatestReport;
        var keywords = report?.Keywords ?? [];
        return EmulatedResponse.Data(new { keywords = keywords.Select(keyword => new { keyword, status = "COLLECTED" }) });
    }

    public static EmulatedResponse GetHeatmap(Campaign campaign, EmulatedRequest request)
    {
        var date = request.Text("reportDate")!;
        var id = request.Text("keywordId")!;
        var report = campaign.FindReport(date);
        return EmulatedResponse.Data(new
        {
            keyword = report?.FindKeyword(id) ?? campaign.Keywords.FirstOrDefault(keyword => keyword.Id == id) ?? new Keyword(id, ""),
            date = report?.Date.ToString() ?? date,
            positions = report is null ? [] : Heatmap(campaign, report, request),
        });
    }

    public static EmulatedResponse GetMetrics(Campaign campaign, EmulatedRequest request)
    {
        var (positions, shares) = (new Dictionary<string, double>(), new Dictionary<string, double>());
        foreach (var report in campaign.Reports.Reverse())
        {
            var (key, business) = (TimestampText.Short(report.Date), Business(report, request));
            var ranking = business < 0 ? null : report.RankingOf(request.Text("keywordId"));
            positions[key] = ranking?.AveragePosition(business) ?? Ranking.BeyondPosition;
            shares[key] = ranking?.ShareOfVoice(business) ?? 0;
        }

        return EmulatedResponse.Data(new { average_positions = positions, share_of_voices = shares });
    }

    public static EmulatedResponse GetTopCompetitors(Campaign campaign, EmulatedRequest request)
    {
        var report = campaign.FindReport(request.Text("reportDate"));
        var ranking = report?.RankingOf(request.Text("keywordId"));
        List<Competitor> ranked = ranking is null ? [] : [.. report!.Businesses.Select((business, index) => new Competitor(
            business, ranking.AveragePosition(index), ranking.ShareOfVoice(index)))];
        return EmulatedResponse.Data(new
        {
            business = ranked.FirstOrDefault() ?? new Competitor(campaign.Business, Ranking.BeyondPosition, 0),
            competitors = Paging.Page(request, Sort(ranked.Skip(1), request.Text("sort") ?? "averagePosition,ASC")),
        });
    }

    private static IReadOnlyList<object> Heatmap(Campaign campaign, Report report, EmulatedRequest request)
    {
        var positions = Positions(report, request);
        // The position in the report before, by point.
        var earlier = campaign.Reports.FirstOrDefault(other => other.Date < report.Date) is { } before ? Positions(before, request) : [];
        return
        [
            .. report.Points.Where(point => positions.ContainsKey(point.Id)).Select(point => new
            {
                point = new { point.Id, point.Coordinates },
                position = positions[point.Id],
                // Positive for a rise, as the documented response suggests.
                diff = earlier.GetValueOrDefault(point.Id, positions[point.Id]) - positions[point.Id],
            }),
        ];
    }

    // The positions of the requested business by the identifiers of the points; none for an unknown keyword or business.
    private static Dictionary<string, int> Positions(Report report, EmulatedRequest request)
        => Business(report, request) is >= 0 and var business && report.RankingOf(request.Text("keywordId")) is { } ranking
            ? report.Points.Select((point, index) => KeyValuePair.Create(point.Id, ranking.Position(index, business))).ToDictionary()
            : [];

    // The index of the requested business; below 0 for an unknown one.
    private static int Business(Report report, EmulatedRequest request)
    {
        var (cid, placeIds) = (request.Text("cid"), request.Texts("placeIds"));
        return report.Businesses.ToList().FindIndex(business => business.Cid == cid || business.PlaceIds.Intersect(placeIds).Any());
    }

    // Equal ones have a fixed order, so that no competitor is on two pages.
    private static List<Competitor> Sort(IEnumerable<Competitor> competitors, string order)
    {
        var sorted = Paging.Field(order) switch
        {
            "name" => Paging.Sort(order, competitors, competitor => competitor.Business.Name, StringComparer.Ordinal),
            "rating" => Paging.Sort(order, competitors, competitor => competitor.Business.Rating),
            "reviewNumber" => Paging.Sort(order, competitors, competitor => competitor.Business.ReviewNumber),
            "shareOfVoice" => Paging.Sort(order, competitors, competitor => competitor.ShareOfVoice),
            _ => Paging.Sort(order, competitors, competitor => competitor.AveragePosition),
        };
        return [.. sorted.ThenBy(competitor => competitor.Business.Cid, StringComparer.Ordinal)];
    }

    private sealed record Competitor(Business Business, double AveragePosition, double ShareOfVoice);
}
