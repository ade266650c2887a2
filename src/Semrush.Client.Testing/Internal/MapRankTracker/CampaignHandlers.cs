namespace Semrush.Client.Testing.Internal;

/// <summary>The operations of Map Rank Tracker.</summary>
internal static class CampaignHandlers
{
    public static void AddTo(OperationHandlers handlers, EmulatedMapRankTracker tracker)
    {
        handlers.Add("MapRankTracker.GetCampaigns", request => GetCampaigns(tracker, request));
        handlers.Add("MapRankTracker.CreateCampaign", request => CreateCampaign(tracker, request));
        handlers.Add("MapRankTracker.GetUserLimits", _ => GetUserLimits(tracker));
        Add("GetCampaign", (campaign, _) => EmulatedResponse.Data(campaign.ToJson()));
        Add("UpdateCampaign", (campaign, request) => UpdateCampaign(tracker, campaign, request));
        Add("DeleteCampaign", (campaign, _) => DeleteCampaign(tracker, campaign));
        Add("CollectCampaign", (campaign, request) => CollectCampaign(tracker, campaign, request));
        Add("GetKeywordStatuses", ReportHandlers.GetKeywordStatuses);
        Add("GetHeatmap", ReportHandlers.GetHeatmap);
        Add("GetMetrics", ReportHandlers.GetMetrics);
        Add("GetTopCompetitors", ReportHandlers.GetTopCompetitors);

        void Add(string id, Func<Campaign, EmulatedRequest, EmulatedResponse> handle)
            => handlers.Add($"MapRankTracker.{id}", request => tracker.Find(request.Text("campaignId")) is { } campaign
                ? handle(campaign, request)
                : ErrorResponse.Of(request.Operation, 404));
    }

    private static EmulatedResponse GetCampaigns(EmulatedMapRankTracker tracker, EmulatedRequest request)
    {
        var order = request.Text("sort") ?? "createdAt,DESC";
        var query = request.Text("query") ?? "";
        // No campaign of the emulator is marked for removal.
        var found = (bool?)request.Parameters.GetValueOrDefault("onlyMarkedForRemoval") is true ? [] : tracker.All.Where(IsFound);
        var sorted = Paging.Field(order) == "businessName"
            ? Paging.Sort(order, found, campaign => campaign.Business.Name, StringComparer.Ordinal)
            : Paging.Sort(order, found, campaign => new Timestamp(campaign.CreatedAt));
        return EmulatedResponse.Data(Paging.Page(request, [.. sorted.Select(campaign => campaign.ToSummary())]));

        bool IsFound(Campaign campaign)
            => new[] { campaign.Name, campaign.Business.Name, campaign.Business.Address }
                .Any(text => text.Contains(query, StringComparison.OrdinalIgnoreCase));
    }

    private static EmulatedResponse CreateCampaign(EmulatedMapRankTracker tracker, EmulatedRequest request)
    {
        if (TemplateError(request) is { } error)
            return error;
        // The response to one campaign too many is not documented.
        return tracker.All.Count >= tracker.CampaignsTotal
            ? ErrorResponse.Forbidden("Not enough campaigns")
            : EmulatedResponse.Data(tracker.Put(CampaignFactory.Create(tracker, request.Json)).ToJson());
    }

    private static EmulatedResponse UpdateCampaign(EmulatedMapRankTracker tracker, Campaign campaign, EmulatedRequest request)
        => TemplateError(request) ?? EmulatedResponse.Data(tracker.Put(CampaignFactory.Change(tracker, campaign, request.Json)).ToJson());

    private static EmulatedResponse DeleteCampaign(EmulatedMapRankTracker tracker, Campaign campaign)
    {
        tracker.Remove(campaign.Id);
        return EmulatedResponse.Data(new { });
    }

    // A collection is completed at once.
    private static EmulatedResponse CollectCampaign(EmulatedMapRankTracker tracker, Campaign campaign, EmulatedRequest request)
    {
        var date = request.Text("reportDate") ?? tracker.NewTimestamp();
        // Two reports of one date could not be told apart. The response to that is not documented.
        if (campaign.FindReport(date) is not null)
            return ErrorResponse.Of(request.Operation, 409);
        // Not documented either: the form is that of a lack of API units.
        if (campaign.Cost > tracker.CreditsAvailable)
            return ErrorResponse.Forbidden("Not enough credits");
        tracker.CreditsSpent += campaign.Cost;
        tracker.Put(campaign.Collect(date) with { StatusUpdatedAt = tracker.NewTimestamp() });
        return EmulatedResponse.Data(new { collectingReportDate = date });
    }

    private static EmulatedResponse GetUserLimits(EmulatedMapRankTracker tracker)
    {
        var inUse = tracker.All.Count;
        return EmulatedResponse.Data(new
        {
            // Seeds may exceed the total.
            campaigns = new { available = Math.Max(0, tracker.CampaignsTotal - inUse), inUse, total = tracker.CampaignsTotal },
            credits = new { available = tracker.CreditsAvailable, spentThisMonth = tracker.CreditsSpent, total = tracker.CreditsTotal },
        });
    }

    private static EmulatedResponse? TemplateError(EmulatedRequest request)
        => request.Json["gridSettings"] is { } settings && !Grid.Read(settings, default).IsValid
            ? ErrorResponse.BadRequest(
                request.Operation, new Violation("gridSettings.template", "must be two numbers of points, such as 5x5"))
            : null;
}

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

/// <summary>The result of one collection. A later change of the campaign does not change its keywords and points.</summary>
internal sealed class Report(
    string date, IReadOnlyList<Keyword> keywords, IReadOnlyList<GridPoint> points, IReadOnlyList<Business> businesses)
{
    private readonly Dictionary<string, Ranking> _rankings = [];

    /// <summary>The date with its text, which clients send back to the last digit.</summary>
    public Timestamp Date { get; } = TimestampText.Parse(date);

    public IReadOnlyList<Keyword> Keywords => keywords;

    public IReadOnlyList<GridPoint> Points => points;

    /// <summary>The campaign's own business, then its competitors.</summary>
    public IReadOnlyList<Business> Businesses => businesses;

    public Keyword? FindKeyword(string? id) => keywords.FirstOrDefault(keyword => keyword.Id == id);

    /// <summary>The ranking for a keyword; null for an unknown one.</summary>
    public Ranking? RankingOf(string? keywordId)
    {
        if (FindKeyword(keywordId) is not { } keyword)
            return null;
        return _rankings.TryGetValue(keyword.Id, out var known) ? known : _rankings[keyword.Id] = new Ranking(keyword.Name, this);
    }

    /// <summary>The averages of the campaign's own business over the keywords.</summary>
    public (double Position, double Share) Averages()
    {
        var rankings = keywords.Select(keyword => RankingOf(keyword.Id)!).ToList();
        return rankings.Count == 0
            ? (Ranking.BeyondPosition, 0)
            : (rankings.Average(ranking => ranking.AveragePosition(0)), rankings.Average(ranking => ranking.ShareOfVoice(0)));
    }
}

/// <summary>
/// The positions of the businesses of a report for a keyword, at every point. Heatmaps, metrics and competitors are derived from it and
/// agree. At each point, the businesses are ordered by their distance, a quality and a random part, the same in every run.
/// </summary>
internal sealed class Ranking
{
    /// <summary>The position beyond 20 in an average; also the average for a keyword that a campaign does not have.</summary>
    public const int BeyondPosition = 21;

    private readonly int[][] _order;

    public Ranking(string keyword, Report report)
    {
        var businesses = report.Businesses;
        var quality = businesses.Select(business => 0.9 * StableHash.Unit($"{keyword} {business.Cid}")).ToArray();
        // The campaign's own business is a good one.
        quality[0] *= 0.3;
        var reach = report.Points.Select(point => point.Coordinates.KilometersTo(businesses[0].Coordinates)).Append(0.1).Max();
        _order = [.. report.Points.Select(point => Enumerable.Range(0, businesses.Count).OrderBy(index => Score(point, index)).ToArray())];

        double Score(GridPoint point, int index)
            => (point.Coordinates.KilometersTo(businesses[index].Coordinates) / reach) + quality[index]
            + (0.25 * StableHash.Unit($"{report.Date} {keyword} {businesses[index].Cid} {point.Id}"));
    }

    /// <summary>The position of a business at a point, 1 for the best.</summary>
    public int Position(int point, int business) => Array.IndexOf(_order[point], business) + 1;

    /// <summary>The mean of the positions over the points; one beyond 20 counts as 21.</summary>
    public double AveragePosition(int business)
        => Positions(business).Select(position => Math.Min(position, BeyondPosition)).DefaultIfEmpty(BeyondPosition).Average();

    /// <summary>The mean of the shares over the points, in percent.</summary>
    /// <remarks>
    /// It is only documented that better positions have more weight. With these shares, the mean is near the documented ones: 24 for an
    /// average position of 1.4, 6 for one of 10.4.
    /// </remarks>
    public double ShareOfVoice(int business)
        => Positions(business).Select(position => position < BeyondPosition ? 28.0 / position : 0).DefaultIfEmpty(0).Average();

    private IEnumerable<int> Positions(int business) => Enumerable.Range(0, _order.Length).Select(point => Position(point, business));
}

/// <summary>Pages of a list, in the order and with the members that Spring gives them.</summary>
internal static class Paging
{
    /// <summary>The requested page. A page beyond the last one is empty.</summary>
    public static object Page<T>(EmulatedRequest request, IReadOnlyList<T> items)
    {
        var number = (int?)request.Parameters.GetValueOrDefault("page") ?? 0;
        var size = (int?)request.Parameters.GetValueOrDefault("size") ?? 10;
        var offset = (long)number * size;
        var content = items.Skip((int)Math.Min(offset, items.Count)).Take(size).ToList();
        var totalPages = (int)(((long)items.Count + size - 1) / size);
        // The lists have a default order, so that they are always sorted.
        var sort = new { empty = false, unsorted = false, sorted = true };
        return new
        {
            content,
            pageable = new { pageNumber = number, pageSize = size, sort, offset, paged = true, unpaged = false },
            last = number + 1L >= totalPages,
            totalPages,
            totalElements = items.Count,
            first = number == 0,
            size,
            number,
            sort,
            numberOfElements = content.Count,
            empty = content.Count == 0,
        };
    }

    /// <summary>The field of an order such as `createdAt,DESC`, which the contract has checked.</summary>
    public static string Field(string order) => order.Split(',')[0];

    public static IOrderedEnumerable<T> Sort<T, TKey>(
        string order, IEnumerable<T> items, Func<T, TKey> key, IComparer<TKey>? comparer = null)
        => order.EndsWith(",DESC", StringComparison.Ordinal) ? items.OrderByDescending(key, comparer) : items.OrderBy(key, comparer);
}
