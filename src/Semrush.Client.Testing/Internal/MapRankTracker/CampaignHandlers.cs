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
