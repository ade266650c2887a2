using System.Text.Json;

namespace Semrush.Client.Http.Internal;

/// <summary>
/// Finds the rejected fields in the details of an error: an object or an array, whose messages are objects or texts; the <c>loc</c> and
/// <c>msg</c> of FastAPI; the pointers of RFC 9457 and JSON:API; and a map from the fields to their messages, as of ASP.NET.
/// </summary>
internal static class FieldViolationReader
{
    /// <summary>The rejected fields.</summary>
    /// <param name="details">The details.</param>
    /// <param name="words">Takes what is said of no field, where the details are a list of errors.</param>
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

    /// <summary>The code of the first of several errors.</summary>
    public static string? ReadCode(JsonElement errors)
    {
        var first = errors.ValueKind == JsonValueKind.Array ? errors.EnumerateArray().FirstOrDefault() : errors;
        return ErrorShape.Text(first, "code");
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
            words?.Add(text);
    }

    // A map of ASP.NET or of Laravel: one field has one message, or several.
    private static void ReadMessages(JsonProperty field, List<FieldViolation> found)
    {
        if (field.Value.ValueKind == JsonValueKind.String)
            Add(field.Name, field.Value.GetString(), found);
        else if (field.Value.ValueKind == JsonValueKind.Array)
            foreach (var message in field.Value.EnumerateArray())
                Add(field.Name, message.ValueKind == JsonValueKind.String ? message.GetString() : MessageOf(message), found);
    }

    private static string? FieldOf(JsonElement detail) => ErrorShape.Text(detail, "field")
        ?? (ErrorShape.Member(detail, "loc") is { ValueKind: JsonValueKind.Array } steps ? string.Join('.', steps.EnumerateArray().Select(static step => step.ToString())) : null)
        ?? ErrorShape.Text(detail, "pointer")
        ?? (ErrorShape.Member(detail, "source") is { } source ? ErrorShape.Text(source, "pointer") ?? ErrorShape.Text(source, "parameter") : null);

    private static string? MessageOf(JsonElement detail) => ErrorShape.Text(detail, "description") ?? ErrorShape.Text(detail, "message")
        ?? ErrorShape.Text(detail, "msg") ?? ErrorShape.Text(detail, "detail") ?? ErrorShape.Text(detail, "title");

    private static void Add(string? field, string? description, List<FieldViolation> found)
    {
        if (field is not null)
            found.Add(new(field, description ?? ""));
    }
}
