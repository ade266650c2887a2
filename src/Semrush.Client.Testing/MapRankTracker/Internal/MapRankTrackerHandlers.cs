using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Requests.Internal;
using Semrush.Client.Testing.Routing.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>The operations of Map Rank Tracker that have state. One call at a time is in a handler.</summary>
internal static class MapRankTrackerHandlers
{
    public static void AddTo(OperationHandlers handlers, CampaignStore store)
    {
        Add("GetCampaigns", CampaignHandlers.List);
        Add("CreateCampaign", CampaignHandlers.Create);
        AddForCampaign("GetCampaign", CampaignHandlers.Get);
        AddForCampaign("UpdateCampaign", CampaignHandlers.Update);
        AddForCampaign("DeleteCampaign", CampaignHandlers.Delete);
        AddForCampaign("CollectCampaign", CollectHandler.Collect);
        AddForCampaign("GetKeywordStatuses", ReportHandlers.KeywordStatuses);
        AddForCampaign("GetHeatmap", ReportHandlers.Heatmap);
        AddForCampaign("GetMetrics", ReportHandlers.Metrics);
        AddForCampaign("GetTopCompetitors", CompetitorHandler.List);
        Add("GetUserLimits", LimitHandler.Get);

        void Add(string id, Func<CampaignStore, EmulatedRequest, Answer> handle) => handlers.Add($"MapRankTracker.{id}", request =>
        {
            lock (store.Gate)
                return handle(store, request);
        });

        void AddForCampaign(string id, Func<CampaignStore, Campaign, EmulatedRequest, Answer> handle) => Add(id, (_, request) =>
            store.Find(request.Text("campaignId")) is { } campaign
                ? handle(store, campaign, request)
                : ErrorAnswer.Of(request.Operation, 404));
    }
}
