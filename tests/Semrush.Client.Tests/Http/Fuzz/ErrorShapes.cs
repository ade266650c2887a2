namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>Every shape in which an error has been seen, read by every kind of call.</summary>
internal static class ErrorShapes
{
    private static readonly int[] Statuses = [400, 200, 401, 403, 302, 404, 422, 201];

    // An envelope, a list, a bare object, no result, and answers that may hold a secret.
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
