using System.Globalization;
using System.Text;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Turns an answer into an exception of the family.</summary>
internal sealed class ErrorReader(TimeProvider time, DeviationReport deviations)
{
    /// <summary>How much of the body of a failure is read, in bytes.</summary>
    public const int BodyLimit = 64 * 1024;

    private const int MessageLimit = 1000;

    /// <summary>The exception for an answer that reports a failure.</summary>
    public SemrushApiException Read(Exchange exchange)
    {
        var shape = ErrorShape.Read(exchange.Body.Span);
        deviations.Add(exchange, null);
        var facts = Facts(exchange, shape);
        var message = Describe(facts);
        return IsRefusal((int)exchange.Status, shape)
            ? new SemrushAuthenticationException(message, NextSteps.For(exchange.Operation, facts.Code, isForeign: !shape.IsApi), facts, exchange.RenewalFailure)
            : new SemrushApiException(message, facts);
    }

    /// <summary>The exception for an answer that reports success, yet is not what the contract promises.</summary>
    public SemrushApiException Unexpected(Exchange exchange, string how, Exception? cause = null)
    {
        var facts = Facts(exchange, new ErrorShape()) with { IsRetryable = false };
        // The names in a path are the server's, which may repeat anything. Of a JsonException the position is enough: its text may quote the body.
        return new($"Semrush answered {facts.Operation} with {(int)exchange.Status}, but {new Redaction(exchange.Secrets).In(how)}.", facts, exchange.Operation.Sensitive ? null : cause);
    }

    private ErrorFacts Facts(Exchange exchange, ErrorShape shape)
    {
        var status = (int)exchange.Status;
        var hide = new Redaction(exchange.Secrets);
        return new(exchange.Operation.Name)
        {
            Status = exchange.Status,
            // A word that every authorization server has is no secret, and what to do next depends on it.
            Code = ErrorShape.IsRegisteredCode(shape.Code) ? shape.Code : hide.In(shape.Code),
            IsOAuth = shape.IsOAuth,
            Message = hide.In(Join(shape.Message, shape.Description)),
            RequestId = hide.In(shape.RequestId),
            SaysNoSuccess = shape.SaysNoSuccess,
            Details = exchange.Operation.Sensitive ? null : hide.In(shape.Details),
            FieldViolations = exchange.Operation.Sensitive ? [] : [.. shape.FieldViolations.Select(hide.In)],
            IsRetryable = RetryRules.MayRepeat(exchange.Operation.Retry, status, shape.Retryable),
            RetryAfter = RetryAfter.From(exchange.Response, time),
            Interval = shape.Interval,
            RawBody = exchange.Operation.Sensitive ? null : RawBody(exchange, hide),
            Headers = SafeHeaders.From(exchange.Response, hide),
        };
    }

    private static string RawBody(Exchange exchange, Redaction hide)
    {
        var isCut = exchange.IsCut || exchange.Body.Length > BodyLimit;
        var text = Encoding.UTF8.GetString(exchange.Body.Span[..Math.Min(exchange.Body.Length, BodyLimit)]);
        return isCut ? hide.InCut(text) : hide.In(text)!;
    }

    // An overloaded or broken authorization server also writes codes, and refuses nobody with them.
    private static bool IsRefusal(int status, ErrorShape shape) => status == 401
        || (shape.IsOAuth && status is < 500 and not (408 or 429 or 499) && shape.Code is not ("server_error" or "temporarily_unavailable"));

    /// <summary>What happened, in one sentence for a person.</summary>
    public static string Describe(ErrorFacts facts)
    {
        var status = (int)facts.Status!.Value;
        var message = new StringBuilder().Append(CultureInfo.InvariantCulture, $"Semrush answered {facts.Operation} with {status}");
        if (status is < 200 or >= 300)
            message.Append(' ').Append(StatusNames.Of(status));
        else if (facts is { Message: null or "", Code: null, FieldViolations: [] })
            message.Append(facts.SaysNoSuccess ? ", but says success: false, without an error" : ", but reports an error that says nothing");
        else
            message.Append(", but reports a failure");
        if (facts.Message is { Length: > 0 } said && said != StatusNames.Of(status))
            message.Append(": ").Append(said.AsSpan(0, Math.Min(said.Length, MessageLimit)).TrimEnd('.'));
        foreach (var violation in facts.FieldViolations.TakeWhile(_ => message.Length < 2 * MessageLimit))
            message.Append(CultureInfo.InvariantCulture, $"; {violation.Field}: {violation.Description.TrimEnd('.')}");
        if (facts.Code is { } code && code != status.ToString(CultureInfo.InvariantCulture))
            message.Append(CultureInfo.InvariantCulture, $" (code {code})");
        if (facts.RequestId is { } request)
            message.Append(CultureInfo.InvariantCulture, $" (request {request})");
        return message.Append('.').ToString();
    }

    private static string? Join(string? message, string? description)
        => string.IsNullOrEmpty(description) ? message : string.IsNullOrEmpty(message) ? description : $"{message}: {description}";
}
