using Semrush.Client.Tests.Authentication.AppCenter;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>Every kind of body that comes with a success.</summary>
internal static class ResultShapes
{
    private const string Success = """{"meta":{"success":true,"status_code":200,"request_id":"r"},"data":""";
    private const string Subscriptions = Success + """{"subscriptions":[{"id":123,"name":"Notifications","description":"Changes","trigger":"appname-notifications"}]}}""";
    private const string Subscription = Success + """{"active":true}}""";
    private const string Event = Success + """{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","ts":"2024-01-12T10:15:30Z","state":3,"state_on":"2024-01-12T10:15:42Z","actions":[{"id":"9b2e4d1a-3c5f-4e7b-8a6d-1f0c2b3a4d5e","ts":"2024-01-12T10:15:31Z","type":"notification","finished":true,"notification":{"subscription_id":123,"recipient_id":5511383}}]}}""";

    private static readonly int[] Statuses = [200, 200, 200, 201, 200, 200, 200, 400];

    public static IEnumerable<FuzzShape> All =>
    [
        Of("a page of campaigns", "map-rank-tracker.get-campaigns", Read.Campaigns, Read.CampaignsPage),
        Of("a campaign", "map-rank-tracker.get-campaign", Read.Campaign),
        Of("a heatmap", "map-rank-tracker.get-heatmap", Read.Heatmap),
        Of("metrics", "map-rank-tracker.get-metrics", Read.Metrics),
        Of("a page of competitors", "map-rank-tracker.get-top-competitors", Read.Competitors, Read.CompetitorsPage),
        Of("the state of keywords", "map-rank-tracker.get-keyword-statuses", Read.KeywordStatuses),
        Of("a collection", "map-rank-tracker.collect-campaign", async program => await program.Client.MapRankTracker.CollectCampaignAsync(The.CampaignId, cancellationToken: The.Token)),
        Of("limits", "map-rank-tracker.get-user-limits", Read.Limits),
        Of("an empty envelope", "map-rank-tracker.delete-campaign", Read.Deletion, Read.Sending),
        Of("a device code", "device-authorization.code", program => program.AskForCodeAsync()),
        Of("tokens", "oauth.access-token", program => program.RenewAsync(), Read.DeviceToken, Read.AhrefsToken),
        new("a bearer token of the App Center", $$"""{"jwt":"{{AnApp.Token("""{"iat":1000,"exp":1300}""")}}"}""", Statuses, program => program.SignInAppAsync()),
        Of("the viewer of the App Center", "app-center.viewer-status", Read.Viewer),
        new("subscriptions of the App Center", Subscriptions, Statuses, Read.Subscriptions),
        new("a subscription of the App Center", Subscription, Statuses, async program => await program.Client.AppCenter.GetSubscriptionStatusAsync(7, 123, cancellationToken: The.Token)),
        new("an event of the App Center", Event, Statuses, Read.Event),
    ];

    /// <summary>Those whose result is a model, each read by one call.</summary>
    public static IEnumerable<Survival> Models =>
    [
        Model("a page of campaigns", "map-rank-tracker.get-campaigns", Read.CampaignsPage),
        Model("a campaign", "map-rank-tracker.get-campaign", Read.Campaign),
        Model("a heatmap", "map-rank-tracker.get-heatmap", Read.Heatmap),
        Model("metrics", "map-rank-tracker.get-metrics", Read.Metrics),
        Model("a page of competitors", "map-rank-tracker.get-top-competitors", Read.CompetitorsPage),
        Model("the state of keywords", "map-rank-tracker.get-keyword-statuses", Read.KeywordStatuses),
        Model("limits", "map-rank-tracker.get-user-limits", Read.Limits),
        Model("a device code", "device-authorization.code", Read.DeviceCode),
        Model("tokens of a device", "oauth.access-token", Read.DeviceToken),
        Model("the viewer of the App Center", "app-center.viewer-status", Read.Viewer),
        new("subscriptions of the App Center", Subscriptions, Read.Subscriptions),
        new("an event of the App Center", Event, Read.Event),
    ];

    private static Survival Model(string name, string payload, Func<FuzzProgram, Task<object?>> call) => new(name, Payloads.Text(payload), call);

    private static FuzzShape Of(string name, string payload, params Func<FuzzProgram, Task<object?>>[] calls) => new(name, Payloads.Text(payload), Statuses, calls);
}
