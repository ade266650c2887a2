using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Checks.Internal;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Answers.Internal;

/// <summary>Errors in the form of the operation that they belong to.</summary>
internal static class ErrorAnswer
{
    /// <summary>The documented answer of that status, or one in the form of the operation's errors.</summary>
    public static Answer Of(ContractOperation? operation, int status) =>
        (operation is null ? null : ExampleAnswer.Of(operation, status)) ?? Of(operation?.ErrorForm ?? ErrorForm.Envelope, status);

    /// <summary>The documented 429, and how long to wait where that is to be said.</summary>
    public static Answer TooMany(ContractOperation? operation, TimeSpan? wait)
    {
        var answer = Of(operation, 429);
        return wait is not { } delay
            ? answer
            : answer with { Headers = [.. answer.Headers, new("Retry-After", Math.Ceiling(delay.TotalSeconds).ToString("0", CultureInfo.InvariantCulture))] };
    }

    public static Answer BadRequest(ContractOperation operation, params IReadOnlyList<Violation> violations)
    {
        var summary = string.Join("; ", violations.Select(violation => $"{violation.Field} {violation.Description}"));
        return operation.ErrorForm switch
        {
            ErrorForm.OAuth => Json(400, new JObject { ["error"] = "invalid_request", ["error_description"] = summary }),
            ErrorForm.Flat => Flat(operation, summary),
            ErrorForm.Page => Page(400, summary),
            _ => Envelope.Error(400, Violated(violations)),
        };
    }

    private static Answer Of(ErrorForm form, int status) => form switch
    {
        ErrorForm.OAuth => Json(status, new JObject { ["error"] = OAuthCode(status) }),
        ErrorForm.Flat => Json(status, new JObject { ["message"] = StatusText.Of(status), ["code"] = status }),
        ErrorForm.Page => Page(status, StatusText.Of(status)),
        _ => Envelope.Error(status),
    };

    // The message is the one that was seen live for `reportDate`; the details are the documented ones.
    private static JObject Violated(IReadOnlyList<Violation> violations) => new()
    {
        ["code"] = 400,
        ["message"] = $"Invalid value for '{violations[0].Field}' provided",
        ["details"] = new JArray(new JObject
        {
            ["message"] = new JObject
            {
                ["field_violations"] = new JArray(violations.Select(violation =>
                    new JObject { ["field"] = violation.Field, ["description"] = violation.Description })),
            },
        }),
    };

    private static Answer Flat(ContractOperation operation, string summary)
    {
        var error = operation.Responses[400].Body?.Example()?.DeepClone() as JObject ?? new JObject { ["code"] = 400 };
        // Documented messages have a common beginning, up to the colon.
        var start = ((string?)error["message"])?.IndexOf(": ", StringComparison.Ordinal) ?? -1;
        error["message"] = start < 0 ? summary : $"{(string)error["message"]!}"[..(start + 2)] + summary;
        return Json(400, error);
    }

    private static string OAuthCode(int status) => status switch
    {
        401 => "invalid_client",
        403 => "access_denied",
        >= 500 => "server_error",
        _ => "invalid_request",
    };

    private static Answer Json(int status, JObject body) => new(status, JsonText.Write(body), "application/json");

    private static Answer Page(int status, string text) =>
        new(status, $"<!DOCTYPE html><title>{StatusText.Of(status)}</title><p>{WebUtility.HtmlEncode(text)}</p>", "text/html");
}
