using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Internal;

/// <summary>Errors in the form of the operation that they belong to.</summary>
internal static class ErrorResponse
{
    /// <summary>The documented response of that status, or one in the form of the operation's errors.</summary>
    public static EmulatedResponse Of(ContractOperation? operation, int status)
        => (operation is null ? null : ExampleResponse.Of(operation, status)) ?? Of(operation?.ErrorForm ?? ErrorForm.Envelope, status);

    public static EmulatedResponse Forbidden(string description)
        => EmulatedResponse.Error(403, new { code = 403, message = StatusText(403), description });

    public static EmulatedResponse BadRequest(ContractOperation operation, params IReadOnlyList<Violation> violations)
    {
        var summary = Violation.Summary(violations);
        return operation.ErrorForm switch
        {
            ErrorForm.OAuth => EmulatedResponse.Json(400, new { error = "invalid_request", error_description = summary }),
            ErrorForm.Flat => Flat(operation, summary),
            ErrorForm.Page => Page(400, summary),
            // The message is the one that the live API returns for `reportDate`; the details are the documented ones.
            _ => EmulatedResponse.Error(400, new
            {
                code = 400,
                message = $"Invalid value for '{violations[0].Field}' provided",
                details = new[] { new { message = new { field_violations = violations } } },
            }),
        };
    }

    private static EmulatedResponse Of(ErrorForm form, int status) => form switch
    {
        ErrorForm.OAuth => EmulatedResponse.Json(status, new { error = OAuthCode(status) }),
        ErrorForm.Flat => EmulatedResponse.Json(status, new { message = StatusText(status), code = status }),
        ErrorForm.Page => Page(status, StatusText(status)),
        _ => EmulatedResponse.Error(status, new { code = status, message = StatusText(status) }),
    };

    private static EmulatedResponse Flat(ContractOperation operation, string summary)
    {
        var error = operation.Responses[400].Body?.Example()?.DeepClone() as JObject ?? new JObject { ["code"] = 400 };
        // The documented messages have a common prefix, up to the colon.
        var documented = (string?)error["message"] ?? "";
        error["message"] = documented[..(documented.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : 0)] + summary;
        return EmulatedResponse.Json(400, error);
    }

    private static string OAuthCode(int status) => status switch
    {
        401 => "invalid_client",
        403 => "access_denied",
        >= 500 => "server_error",
        _ => "invalid_request",
    };

    private static EmulatedResponse Page(int status, string text)
        => new(status, $"<!DOCTYPE html><title>{StatusText(status)}</title><p>{WebUtility.HtmlEncode(text)}</p>", "text/html");

    // API 4 repeats the statuses from 500 on, such as 550 for 500.
    private static string StatusText(int status)
        => ReasonPhrases.GetReasonPhrase(status is >= 550 and < 560 ? status - 50 : status) is { Length: > 0 } text
            ? text
            : $"Status {status}";
}

/// <summary>The responses that a contract shows as examples.</summary>
internal static class ExampleResponse
{
    /// <summary>The success whose example has the name of the request's example, or the first one.</summary>
    public static EmulatedResponse Success(ContractOperation operation, JToken? body)
    {
        var examples = operation.Body?.Media.SelectMany(media => media.Examples) ?? [];
        return Of(operation.Success, examples.FirstOrDefault(example => JToken.DeepEquals(example.Value, body)).Key);
    }

    /// <summary>The documented response of that status; null where the contract has no example of it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="status">The status.</param>
    /// <param name="example">The name of the example; the first one when left out.</param>
    public static EmulatedResponse? Of(ContractOperation operation, int status, string? example = null)
        => operation.Responses.GetValueOrDefault(status) is { Body.Examples.Count: > 0 } response ? Of(response, example) : null;

    private static EmulatedResponse Of(ContractResponse documented, string? example)
    {
        var response = documented.Body switch
        {
            null => new EmulatedResponse(documented.Status),
            { IsJson: true } media => new(documented.Status, JsonText.Write(WithNewRequestId(media.Example(example))), media.Type),
            { } media => new(documented.Status, (string?)media.Example(example) ?? "", media.Type),
        };
        return documented.Location is { } location ? response.With("Location", location) : response;
    }

    private static JToken WithNewRequestId(JToken? example)
    {
        // All emulators and calls share the examples, so that a copy is changed.
        var document = example?.DeepClone() ?? new JObject();
        if (document is JObject envelope && envelope["meta"] is JObject meta && meta["request_id"] is not null)
            meta["request_id"] = EmulatedResponse.NewRequestId();
        return document;
    }
}
