using System.Globalization;
using System.Text.Json;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Http.Internal;

/// <summary>The contents of an error body, in any of its forms.</summary>
internal sealed record ErrorShape
{
    public string? Code { get; private set; }

    public string? Message { get; private set; }

    public string? Description { get; private set; }

    public string? RequestId { get; private set; }

    public bool? Retryable { get; private set; }

    /// <summary>Whether it has <c>success: false</c>.</summary>
    public bool IsSuccessFalse { get; private set; }

    public bool IsOAuth { get; private set; }

    /// <summary>Whether the body is in a documented form of Semrush's API, and not a page of a gateway or a captive portal.</summary>
    public bool IsApi { get; private set; }

    /// <summary>The polling interval in seconds, which a <c>slow_down</c> may contain.</summary>
    public double? Interval { get; private set; }

    public JsonElement? Details { get; private set; }

    public IReadOnlyList<FieldViolation> FieldViolations { get; private set; } = [];

    /// <summary>Whether it is a code of RFC 6749 (sections 4.1.2.1 and 5.2), RFC 6750 (3.1), RFC 7009 (2.2.1) or RFC 8628 (3.5).</summary>
    public static bool IsRegisteredCode(string? code) => code
        is "invalid_request" or "invalid_client" or "invalid_grant" or "unauthorized_client" or "unsupported_grant_type" or "invalid_scope"
        or "access_denied" or "unsupported_response_type" or "server_error" or "temporarily_unavailable"
        or "invalid_token" or "insufficient_scope" or "unsupported_token_type"
        or "authorization_pending" or "slow_down" or "expired_token";

    public static ErrorShape Read(ReadOnlySpan<byte> body)
    {
        var shape = new ErrorShape();
        try
        {
            var reader = new Utf8JsonReader(body, Json.Options);
            if (JsonElement.TryParseValue(ref reader, out var root) && root is { } value)
                shape.ReadRoot(value);
        }
        catch (JsonException)
        {
            // HTML, a truncated or an empty body: only the status and the raw body are known.
        }

        return shape;
    }

    internal static JsonElement? Member(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    internal static string? Text(JsonElement element, string name) => Member(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private void ReadRoot(JsonElement root)
    {
        // The App Center issuer may send a bare string.
        if (root.ValueKind == JsonValueKind.String)
            Message = root.GetString();
        IsApi = IsDocumented(root);
        if (root.ValueKind == JsonValueKind.Array)
            ReadDetails(root);
        if (root.ValueKind != JsonValueKind.Object)
            return;

        var meta = Member(root, "meta") ?? default;
        RequestId = Text(root, "requestId") ?? Text(meta, "request_id") ?? Text(root, "request_id") ?? Text(meta, "requestId")
            ?? Text(root, "traceId");
        IsSuccessFalse = Flag(meta, "success") == false || Flag(root, "success") == false;
        switch (Member(root, "error"))
        {
            case { ValueKind: JsonValueKind.String } text when IsOAuthCode(text.GetString()!): // RFC 6749, section 5.2
                IsOAuth = true;
                Code = text.GetString();
                Message = Text(root, "error_description");
                var interval = Text(root, "interval");
                if (double.TryParse(interval, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0)
                    Interval = seconds;
                break;
            case { ValueKind: JsonValueKind.String } text: // the response of a web framework, such as "Not Found"
                ReadError(root);
                Description = Message ?? Description;
                Message = text.GetString();
                break;
            case { ValueKind: JsonValueKind.Object } error: // the v4 envelope of 2022 and 2024, and the legacy Listing form
                ReadError(error);
                break;
            case { ValueKind: JsonValueKind.Array } errors:
                ReadError(root);
                ReadDetails(errors);
                break;
            default: // the flat object of the App Center issuer, a problem of RFC 9457, or FastAPI's detail
                ReadError(root);
                break;
        }
    }

    private void ReadError(JsonElement error)
    {
        Code = Text(error, "message_code") ?? Text(error, "code");
        Message = Text(error, "message") ?? Text(error, "title");
        Description = Text(error, "description") ?? Text(error, "detail");
        Retryable = Flag(error, "retryable");
        if (Member(error, "details") is { ValueKind: not JsonValueKind.Null } details)
        {
            Details = details.Clone();
            if (details.ValueKind == JsonValueKind.Array)
                ReadDetails(details);
            else
                FieldViolations = FieldViolationReader.Read(details);
        }
        else if ((Member(error, "errors") ?? Member(error, "detail")) is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } listed)
        {
            ReadDetails(listed);
        }
    }

    // Errors of fields become field violations. The texts of other errors become the message.
    private void ReadDetails(JsonElement errors)
    {
        var words = new List<string>();
        FieldViolations = FieldViolationReader.Read(errors, words);
        Code ??= Text(errors.ValueKind == JsonValueKind.Array ? errors.EnumerateArray().FirstOrDefault() : errors, "code");
        if (words.Count + FieldViolations.Count > 0)
            Details = errors.Clone();
        if (words.Count == 0)
            return;
        if (string.IsNullOrEmpty(Message))
            Message = string.Join("; ", words);
        else if (string.IsNullOrEmpty(Description))
            Description = string.Join("; ", words);
    }

    // Accepts the same values as Json.Boolean.
    private static bool? Flag(JsonElement element, string name)
        => (Member(element, name)?.ValueKind, Text(element, name)?.ToUpperInvariant()) switch
        {
            (JsonValueKind.True, _) or (_, "TRUE" or "1") => true,
            (JsonValueKind.False, _) or (_, "FALSE" or "0") => false,
            _ => null,
        };

    // The App Center uses a bare string or an object with "message_code", all other areas the envelope and "error".
    private static bool IsDocumented(JsonElement root) => root.ValueKind == JsonValueKind.String
        || Member(root, "error") is { ValueKind: JsonValueKind.Object }
        || Flag(Member(root, "meta") ?? default, "success") == false
        || Text(root, "message_code") is not null;

    // All registered codes have this form, and sentences do not.
    private static bool IsOAuthCode(string text)
        => text.Length > 0 && text.All(static character => char.IsAsciiLetterLower(character) || character == '_');
}

/// <summary>
/// Finds the rejected fields in the details of an error. The details are an object or an array whose messages are objects or texts, the
/// <c>loc</c> and <c>msg</c> of FastAPI, the pointers of RFC 9457 and JSON:API, or the map from fields to messages of ASP.NET.
/// </summary>
internal static class FieldViolationReader
{
    /// <summary>The rejected fields.</summary>
    /// <param name="details">The details.</param>
    /// <param name="words">Receives the messages without a field, if the details are a list of errors.</param>
    public static IReadOnlyList<FieldViolation> Read(JsonElement details, List<string>? words = null)
    {
        var found = new List<FieldViolation>();
        if (details.ValueKind == JsonValueKind.Array)
            foreach (var detail in details.EnumerateArray())
                ReadDetail(detail, found, words);
        else if (words is not null && details.ValueKind == JsonValueKind.Object && MessageOf(details) is null)
            foreach (var field in details.EnumerateObject())
                ReadMessages(field, found);
        else
            ReadDetail(details, found, words);
        return found;
    }

    private static void ReadDetail(JsonElement detail, List<FieldViolation> found, List<string>? words)
    {
        var message = ErrorShape.Member(detail, "message");
        var list = ErrorShape.Member(message is { ValueKind: JsonValueKind.Object } nested ? nested : detail, "field_violations");
        if (list is { ValueKind: JsonValueKind.Array } violations)
            foreach (var violation in violations.EnumerateArray())
                Add(FieldOf(violation), MessageOf(violation), found);
        else if (FieldOf(detail) is { } field)
            Add(field, MessageOf(detail), found); // the legacy Listing form
        else if ((detail.ValueKind == JsonValueKind.String ? detail.GetString() : MessageOf(detail)) is { Length: > 0 } text)
            words?.Add(ErrorShape.Text(detail, "error_status") is { } status ? $"{text.TrimEnd('.')} ({status})" : text);
    }

    // In a map of ASP.NET or Laravel, a field has one message or several.
    private static void ReadMessages(JsonProperty field, List<FieldViolation> found)
    {
        if (field.Value.ValueKind == JsonValueKind.String)
            Add(field.Name, field.Value.GetString(), found);
        else if (field.Value.ValueKind == JsonValueKind.Array)
            foreach (var message in field.Value.EnumerateArray())
                Add(field.Name, message.ValueKind == JsonValueKind.String ? message.GetString() : MessageOf(message), found);
    }

    private static string? FieldOf(JsonElement detail) => ErrorShape.Text(detail, "field")
        ?? (ErrorShape.Member(detail, "loc") is { ValueKind: JsonValueKind.Array } steps ? string.Join('.', steps.EnumerateArray()) : null)
        ?? ErrorShape.Text(detail, "pointer")
        ?? (ErrorShape.Member(detail, "source") is { } source
            ? ErrorShape.Text(source, "pointer") ?? ErrorShape.Text(source, "parameter")
            : null);

    private static string? MessageOf(JsonElement detail) => ErrorShape.Text(detail, "description") ?? ErrorShape.Text(detail, "message")
        ?? ErrorShape.Text(detail, "msg") ?? ErrorShape.Text(detail, "detail") ?? ErrorShape.Text(detail, "title");

    private static void Add(string? field, string? description, List<FieldViolation> found)
    {
        if (field is not null)
            found.Add(new(field, description ?? ""));
    }
}
