using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Semrush.Client.Http.Internal;

/// <summary>What an error body says, in whichever of Semrush's shapes it comes.</summary>
internal sealed record ErrorShape
{
    public string? Code { get; private set; }

    public string? Message { get; private set; }

    public string? Description { get; private set; }

    public string? RequestId { get; private set; }

    public bool? Retryable { get; private set; }

    public bool IsOAuth { get; private set; }

    /// <summary>Whether the body has a form that Semrush's API documents, which the page of a gateway or of a captive portal has not.</summary>
    public bool IsApi { get; private set; }

    /// <summary>The polling interval in seconds that a <c>slow_down</c> may come with.</summary>
    public long? Interval { get; private set; }

    public JsonElement? Details { get; private set; }

    public IReadOnlyList<FieldViolation> FieldViolations { get; private set; } = [];

    /// <summary>Whether a body that came with a success status reports a failure all the same.</summary>
    public static bool IsFailure(ReadOnlySpan<byte> body)
    {
        // A plain result has no "meta": a search for the word spares nearly every body a second reading.
        if (body.IndexOf("\"meta\""u8) < 0)
            return false;
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonElement.TryParseValue(ref reader, out var root) && root is { } value
                && Member(value, "meta") is { } meta && Member(meta, "success") is { } success
                && (success.ValueKind == JsonValueKind.False || (success.ValueKind == JsonValueKind.String && success.ValueEquals("false"u8)));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    public static bool IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            reader.Skip();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static ErrorShape Read(ReadOnlySpan<byte> body)
    {
        var shape = new ErrorShape();
        // Wrong bytes, as of another charset, cost a character and not what the error says.
        if (!Utf8.IsValid(body))
            body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body));
        try
        {
            var reader = new Utf8JsonReader(body);
            if (JsonElement.TryParseValue(ref reader, out var root) && root is { } value)
                shape.ReadRoot(value);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // HTML, a truncated or an empty body, or a text that is not Unicode: the status and the raw body have to say it all.
        }

        return shape;
    }

    private void ReadRoot(JsonElement root)
    {
        // The App Center issuer may send a bare string.
        if (root.ValueKind == JsonValueKind.String)
            Message = root.GetString();
        IsApi = IsDocumented(root);
        if (root.ValueKind != JsonValueKind.Object)
            return;

        RequestId = Text(root, "requestId") ?? (Member(root, "meta") is { } meta ? Text(meta, "request_id") : null);
        switch (Member(root, "error"))
        {
            case { ValueKind: JsonValueKind.String } text when IsOAuthCode(text.GetString()!): // RFC 6749, section 5.2
                IsOAuth = true;
                Code = text.GetString();
                Message = Text(root, "error_description");
                Interval = long.TryParse(Text(root, "interval"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
                break;
            case { ValueKind: JsonValueKind.String } text: // a web framework's own answer, such as "Not Found"
                Message = text.GetString();
                break;
            case { ValueKind: JsonValueKind.Object } error: // the v4 envelope of 2022 and 2024, and the legacy Listing form
                ReadError(error);
                break;
            default: // the flat object of the App Center issuer
                ReadError(root);
                break;
        }
    }

    private void ReadError(JsonElement error)
    {
        Code = Text(error, "message_code") ?? Text(error, "code");
        Message = Text(error, "message");
        Description = Text(error, "description");
        Retryable = Member(error, "retryable") switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            _ => null,
        };
        if (Member(error, "details") is { ValueKind: not JsonValueKind.Null } details)
        {
            Details = details.Clone();
            FieldViolations = FieldViolationReader.Read(details);
        }
    }

    // The bare string and the object with "message_code" are of the App Center, the envelope and "error" of all others.
    private static bool IsDocumented(JsonElement root) => root.ValueKind == JsonValueKind.String
        || Member(root, "error") is { ValueKind: JsonValueKind.Object }
        || (Member(root, "meta") is { } meta && Member(meta, "success") is { ValueKind: JsonValueKind.False })
        || Text(root, "message_code") is not null;

    // Every registered code is written so, and no sentence is.
    private static bool IsOAuthCode(string text) => text.Length > 0 && text.All(character => char.IsAsciiLetterLower(character) || character == '_');

    internal static JsonElement? Member(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    internal static string? Text(JsonElement element, string name) => Member(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };
}
