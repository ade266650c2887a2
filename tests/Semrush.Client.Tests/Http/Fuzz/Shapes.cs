using Semrush.Client.Tests.Authentication.AppCenter;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>Every shape in which an error has been seen, read by every kind of call.</summary>
internal static class ErrorShapes
{
    private static readonly int[] Statuses = [400, 200, 401, 403, 302, 404, 422, 201];

    // An envelope, a list, a bare object, no result, and responses that may contain a secret.
    private static readonly Func<FuzzProgram, Task<object?>>[] Calls = [Read.Campaign, Read.Campaigns, Read.DeviceCode, Read.Deletion, program => program.RenewAsync()];

    // The App Center's issuer has errors of its own.
    private static readonly Func<FuzzProgram, Task<object?>>[] CallsAndIssuer = [.. Calls, program => program.SignInAppAsync()];

    public static IEnumerable<FuzzShape> All =>
    [
        new("the envelope of 2024", Payloads.Text("errors.retryable"), Statuses, Calls),
        new("the envelope of 2022", Payloads.Text("errors.description-2022"), Statuses, Calls),
        new("an error without meta", Payloads.Text("errors.out-of-units-no-meta"), Statuses, Calls),
        new("details as an array", Payloads.Text("errors.field-violations"), Statuses, Calls),
        new("details as an object", """{"error":{"details":{"message":{"field_violations":[{"field":"a","description":"b"}]}}}}""", Statuses, Calls),
        new("the issuer's flat object", Payloads.Text("app-center.jwt-token.error"), Statuses, CallsAndIssuer),
        new("a bare JSON string", "\"JWT processing error: Invalid app id\"", Statuses, CallsAndIssuer),
        new("the legacy Listing form", Payloads.Text("errors.listing-legacy"), Statuses, Calls),
        new("an OAuth error", """{"error":"invalid_grant","error_description":"The \"token\" was used.","interval":5,"error_uri":"https://a.example/?a=b&c=%20"}""", Statuses, CallsAndIssuer),
        new("HTML", Response.Html, Statuses, CallsAndIssuer),
    ];
}

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
