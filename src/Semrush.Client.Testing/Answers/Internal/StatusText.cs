namespace Semrush.Client.Testing.Answers.Internal;

/// <summary>The names of the statuses, those of API 4 beyond HTTP included.</summary>
internal static class StatusText
{
    public static string Of(int status) => status switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        408 => "Request Timeout",
        409 => "Conflict",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        499 => "Client Closed Request",
        500 or 550 => "Internal Server Error",
        501 or 551 => "Not Implemented",
        502 => "Bad Gateway",
        503 or 553 => "Service Unavailable",
        504 or 554 => "Gateway Timeout",
        _ => $"Status {status}",
    };
}
