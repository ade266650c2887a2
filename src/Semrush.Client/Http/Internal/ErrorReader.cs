using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Internal.Reading;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Creates exceptions from responses.</summary>
internal sealed class ErrorReader(TimeProvider time, DeviationReport deviations)
{
    /// <summary>The maximum number of bytes that are read of the body of an error response.</summary>
    public const int BodyLimit = 64 * 1024;

    private const int MessageLimit = 1000;

    /// <summary>Creates the exception for a response that reports a failure.</summary>
    public SemrushApiException Read(ApiResponse response)
    {
        var shape = response.Error;
        Report(response, null);
        var facts = Facts(response, shape);
        var message = Describe(facts);
        if (response.Operation.Doubt is { } doubt && (int)response.Status is 404 or 405 or 551)
            message = $"{message} {doubt}";
        if (!IsRejection((int)response.Status, shape))
            return new(message, facts);
        var nextStep = NextSteps.For(response.Operation, facts.Code, isForeign: !shape.IsApi);
        return new SemrushAuthenticationException(message, nextStep, facts, response.RefreshFailure);
    }

    /// <summary>Creates the exception for an error response or a body that is too long.</summary>
    public SemrushApiException Fail(Call call, ApiResponse response)
    {
        var failure = response.IsSuccess
            ? Unexpected(response, FormattableString.Invariant($"with more than {ApiResponse.BodyLimit:N0} bytes"))
            : Read(response);
        if (call.Request.IsForwarded && !response.IsCut)
            call.Request.Fail(response.Detach());
        return failure;
    }

    /// <summary>Creates the exception for a successful response that does not match its contract.</summary>
    public SemrushApiException Unexpected(ApiResponse response, string how, Exception? cause = null)
    {
        var facts = Facts(response, new ErrorShape()) with { IsRetryable = false };
        // A path contains names from the response, so secrets are redacted. The message of a JsonException may quote the body.
        return new(
            $"Semrush responded to {facts.Operation} with {(int)response.Status}, but {new Redaction(response.Secrets).In(how)}.",
            facts,
            response.Operation.Sensitive ? null : cause);
    }

    /// <summary>Reports where a response is not of its documented form.</summary>
    public void Report(ApiResponse response, Json.Notes? notes) => deviations.Add(response, notes);

    /// <summary>The message of the exception.</summary>
    public static string Describe(ErrorFacts facts)
    {
        var status = (int)facts.Status!.Value;
        var message = new StringBuilder().Append(CultureInfo.InvariantCulture, $"Semrush responded to {facts.Operation} with {status}");
        if (status is < 200 or >= 300)
            message.Append(NameOf(status) is { Length: > 0 } name ? " " + name : "");
        else if (facts is { Message: null or "", Code: null, FieldViolations: [] })
            message.Append(facts.IsSuccessFalse ? ", but with success: false and without an error" : ", but with an empty error");
        else
            message.Append(", but reports a failure");
        if (facts.Message is { Length: > 0 } said && said != NameOf(status))
            message.Append(": ").Append(said.AsSpan(0, Math.Min(said.Length, MessageLimit)).TrimEnd('.'));
        foreach (var violation in facts.FieldViolations.TakeWhile(_ => message.Length < 2 * MessageLimit))
            message.Append(CultureInfo.InvariantCulture, $"; {violation.Field}: {violation.Description.TrimEnd('.')}");
        if (facts.Code is { } code && code != status.ToString(CultureInfo.InvariantCulture))
            message.Append(CultureInfo.InvariantCulture, $" (code {code})");
        if (facts.RequestId is { } request)
            message.Append(CultureInfo.InvariantCulture, $" (request {request})");
        return message.Append('.').ToString();
    }

    private ErrorFacts Facts(ApiResponse response, ErrorShape shape)
    {
        var status = (int)response.Status;
        var isSensitive = response.Operation.Sensitive;
        var hide = new Redaction(response.Secrets);
        return new(response.Operation.Name)
        {
            Status = response.Status,
            // A registered code is not a secret, and the advice depends on it.
            Code = ErrorShape.IsRegisteredCode(shape.Code) ? shape.Code : hide.In(shape.Code),
            IsOAuth = shape.IsOAuth,
            Message = hide.In(Join(shape.Message, shape.Description)),
            RequestId = hide.In(shape.RequestId),
            IsSuccessFalse = shape.IsSuccessFalse,
            Details = isSensitive ? null : hide.In(shape.Details),
            FieldViolations = isSensitive ? [] : [.. shape.FieldViolations.Select(hide.In)],
            IsRetryable = RetryRules.MayRetry(response.Operation.Retry, status, shape.Retryable),
            RetryAfter = RetryRules.RetryAfterOf(response.Message, time),
            Interval = shape.Interval,
            RawBody = isSensitive ? null : RawBody(response, hide),
            Headers = SafeHeaders.From(response.Message, hide),
        };
    }

    private static string RawBody(ApiResponse response, Redaction hide)
    {
        var isCut = response.IsCut || response.Body.Length > BodyLimit;
        var text = Encoding.UTF8.GetString(response.Body.Span[..Math.Min(response.Body.Length, BodyLimit)]);
        return isCut ? hide.InCut(text) : hide.In(text)!;
    }

    // These codes of an authorization server do not reject a credential.
    private static bool IsRejection(int status, ErrorShape shape) => status == 401
        || (shape.IsOAuth && status is < 500 and not (408 or 429 or 499)
            && shape.Code is not ("server_error" or "temporarily_unavailable"));

    private static string? Join(string? message, string? description)
        => string.IsNullOrEmpty(description) ? message
            : string.IsNullOrEmpty(message) ? description
            : message.EndsWith('.') ? $"{message} {description}" : $"{message}: {description}";

    // Semrush's statuses 550, 551, 553 and 554 have the names of 500, 501, 503 and 504. All others have names in the runtime.
    private static string NameOf(int status)
    {
        if (status is >= 300 and < 400)
            return "Redirect, which is not followed";
        using var response = new HttpResponseMessage((HttpStatusCode)(status is 550 or 551 or 553 or 554 ? status - 50 : status));
        return status switch
        {
            422 => "Unprocessable Content",
            499 => "Client Closed Request",
            _ => response.ReasonPhrase ?? "",
        };
    }
}

/// <summary>The facts of a failure.</summary>
internal sealed record ErrorFacts(string Operation)
{
    public HttpStatusCode? Status { get; init; }

    public string? Code { get; init; }

    /// <summary>Whether the code is from a response in the form of RFC 6749.</summary>
    public bool IsOAuth { get; init; }

    public string? Message { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Whether the body has <c>success: false</c>.</summary>
    public bool IsSuccessFalse { get; init; }

    public JsonElement? Details { get; init; }

    public IReadOnlyList<FieldViolation> FieldViolations { get; init; } = [];

    /// <summary>Set at the end of an attempt, after the response has been read.</summary>
    public int Attempts { get; set; }

    public bool IsRetryable { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The polling interval in seconds, which a <c>slow_down</c> may contain.</summary>
    public double? Interval { get; init; }

    public string? RawBody { get; init; }

    public IDictionary<string, IEnumerable<string>> Headers { get; init; } = new Dictionary<string, IEnumerable<string>>();
}

/// <summary>Counts the deviations of responses, and logs each operation and path once.</summary>
internal sealed class DeviationReport(ILogger log)
{
    // Paths contain names from responses: their number is limited here and in the metric.
    private const int MaxPaths = 1000;
    private const string AnyOther = "*";

    private readonly ConcurrentDictionary<(string Operation, string Path), bool> _logged = new();

    public void Add(ApiResponse response, Json.Notes? notes)
    {
        if (response.Repairs.Count == 0 && notes is null)
            return;
        var hide = new Redaction(response.Secrets);
        foreach (var found in JsonPath.Resolve(response.Body.Span, [.. response.Repairs, .. notes?.Deviations ?? []]))
            Add(response.Operation.Name, hide.In(found.General)!, found.Deviation);
    }

    private void Add(string operation, string path, Deviation deviation)
    {
        if (!_logged.ContainsKey((operation, path)) && _logged.Count >= MaxPaths)
            path = AnyOther;
        if (_logged.TryAdd((operation, path), true))
            log.Deviated(operation, path, deviation.Expected, deviation.Found);
        Telemetry.Deviations.Add(1, new(TagNames.Operation, operation), new(TagNames.Path, path));
    }
}
