using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>Every status of interest with every body that it may come with, and what the design says of it.</summary>
internal static class StatusMatrix
{
    public static readonly int[] Statuses = [400, 401, 403, 404, 408, 409, 413, 422, 429, 499, 500, 501, 502, 503, 504, 550, 551, 553, 554];

    public static readonly string[] Bodies =
        ["envelope", "envelope of 2022", "issuer", "bare string", "legacy", "HTML", "empty", "truncated", "retryable", "not retryable"];

    // The words of the design, and on purpose not a call into the rules that they judge.
    private static readonly Dictionary<int, string> RepeatedFor = new()
    {
        [408] = "Safe Keyed",
        [429] = "Safe Keyed Rejected",
        [499] = "Safe Keyed",
        [500] = "Safe Keyed",
        [502] = "Safe Keyed",
        [503] = "Safe Keyed Rejected",
        [504] = "Safe Keyed",
        [550] = "Safe Keyed",
        [553] = "Safe Keyed Rejected",
        [554] = "Safe Keyed",
    };

    public static bool IsRepeated(RetryClass retry, int status, string body) => retry is not RetryClass.Never && status != 551 && body switch
    {
        "retryable" => true,
        "not retryable" => false,
        _ => RepeatedFor.TryGetValue(status, out var classes) && classes.Split(' ').Contains(retry.ToString()),
    };

    public static HttpResponseMessage AnswerWith(int status, string body) => body switch
    {
        "envelope" => Answer.Payload("errors.field-violations", status),
        "envelope of 2022" => Answer.Payload("errors.description-2022", status),
        "issuer" => Answer.Payload("app-center.jwt-token.error", status),
        "bare string" => Answer.Json("\"Token is expired\"", status),
        "legacy" => Answer.Payload("errors.listing-legacy", status),
        "HTML" => Answer.With(Answer.Html, status, "text/html"),
        "empty" => Answer.Empty(status),
        "truncated" => Answer.Json("""{"meta":{"success":false},"error":{"retryable":true,"message":"Br""", status),
        "retryable" => Answer.Error(status, """{"code":1,"retryable":true}"""),
        "not retryable" => Answer.Error(status, """{"code":1,"retryable":false}"""),
        _ => throw new ArgumentOutOfRangeException(nameof(body), body, "There is no such body."),
    };
}
