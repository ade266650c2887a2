using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>Collecting: it spends credits, and is done at once.</summary>
internal static class CollectHandler
{
    public static Answer Collect(CampaignStore store, Campaign campaign, EmulatedRequest request)
    {
        var date = request.Text("reportDate") ?? store.Now();
        // Two reports of one date could not be told apart; what the server says to that is not documented.
        if (campaign.Report(date) is not null)
            return ErrorAnswer.Of(request.Operation, 409);
        // Not documented either: the form is that of a lack of API units.
        if (!store.Credits.TrySpend(campaign.Cost))
            return Envelope.Error(403, "Not enough credits");
        store.Put(campaign.Collect(date) with { StatusUpdatedAt = store.Now() });
        return Envelope.Ok(new JObject { ["collectingReportDate"] = date });
    }
}
