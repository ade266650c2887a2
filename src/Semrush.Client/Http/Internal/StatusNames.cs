namespace Semrush.Client.Http.Internal;

/// <summary>The names of the statuses, Semrush's own among them.</summary>
internal static class StatusNames
{
    public static string Of(int status) => status switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        499 => "Client Closed Request",
        500 or 550 => "Internal Server Error",
        501 or 551 => "Not Implemented",
        502 => "Bad Gateway",
        503 or 553 => "Service Unavailable",
        504 or 554 => "Gateway Timeout",
        >= 300 and < 400 => "Redirect, which is not followed",
        _ => ((System.Net.HttpStatusCode)status).ToString(),
    };
}
