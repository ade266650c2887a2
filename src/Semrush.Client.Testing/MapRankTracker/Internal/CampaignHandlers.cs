using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Checks.Internal;
using Semrush.Client.Testing.Requests.Internal;
using Semrush.Client.Testing.Timestamps.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>Listing, creating, changing and deleting campaigns.</summary>
internal static class CampaignHandlers
{
    public static Answer List(CampaignStore store, EmulatedRequest request)
    {
        var order = SortOrder.Read(request.Text("sort") ?? "createdAt,DESC");
        var query = request.Text("query");
        // No campaign of the emulator is ever marked for removal.
        var campaigns = store.Campaigns.Where(campaign => !request.Flag("onlyMarkedForRemoval") && IsFound(campaign, query));
        var sorted = order.Field == "businessName"
            ? order.Apply(campaigns, campaign => campaign.Business.Name, StringComparer.Ordinal)
            : order.Apply(campaigns, campaign => Instant.Parse(campaign.CreatedAt));
        return Envelope.Ok(PageDocument.Of(request, [.. sorted.Select(CampaignDocument.Summary)]));
    }

    public static Answer Create(CampaignStore store, EmulatedRequest request)
    {
        if (TemplateViolation(request) is { } violation)
            return ErrorAnswer.BadRequest(request.Operation, violation);
        // What the server says to one campaign too many is not documented.
        if (store.Campaigns.Count >= store.CampaignsTotal)
            return Envelope.Error(403, "Not enough campaigns");
        return Envelope.Ok(CampaignDocument.Full(store.Put(CampaignFactory.Create(store, request.Json))));
    }

    public static Answer Get(CampaignStore store, Campaign campaign, EmulatedRequest request) =>
        Envelope.Ok(CampaignDocument.Full(campaign));

    public static Answer Update(CampaignStore store, Campaign campaign, EmulatedRequest request)
    {
        if (TemplateViolation(request) is { } violation)
            return ErrorAnswer.BadRequest(request.Operation, violation);
        return Envelope.Ok(CampaignDocument.Full(store.Put(CampaignChange.Apply(store, campaign, request.Json))));
    }

    public static Answer Delete(CampaignStore store, Campaign campaign, EmulatedRequest request)
    {
        store.Remove(campaign.Id);
        return Envelope.Ok(new JObject());
    }

    private static bool IsFound(Campaign campaign, string? query) =>
        query is null || new[] { campaign.Name, campaign.Business.Name, campaign.Business.Address }
            .Any(text => text.Contains(query, StringComparison.OrdinalIgnoreCase));

    private static Violation? TemplateViolation(EmulatedRequest request) =>
        request.Json["gridSettings"] is { } settings && !Grid.Read(settings, default).IsValid
            ? new Violation("gridSettings.template", "must be two numbers of points, such as 5x5")
            : null;
}
