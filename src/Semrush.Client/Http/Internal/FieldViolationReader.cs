using System.Text.Json;

namespace Semrush.Client.Http.Internal;

/// <summary>Finds the refused fields in the details of an error: an object or an array, whose messages are objects or texts.</summary>
internal static class FieldViolationReader
{
    public static IReadOnlyList<FieldViolation> Read(JsonElement details)
    {
        var found = new List<FieldViolation>();
        if (details.ValueKind == JsonValueKind.Array)
            foreach (var detail in details.EnumerateArray())
                ReadDetail(detail, found);
        else
            ReadDetail(details, found);
        return found;
    }

    private static void ReadDetail(JsonElement detail, List<FieldViolation> found)
    {
        var message = ErrorShape.Member(detail, "message");
        var list = ErrorShape.Member(message is { ValueKind: JsonValueKind.Object } nested ? nested : detail, "field_violations");
        if (list is { ValueKind: JsonValueKind.Array } violations)
            foreach (var violation in violations.EnumerateArray())
                Add(ErrorShape.Text(violation, "field"), ErrorShape.Text(violation, "description"), found);
        else
            Add(ErrorShape.Text(detail, "field"), ErrorShape.Text(detail, "message"), found); // the legacy Listing form
    }

    private static void Add(string? field, string? description, List<FieldViolation> found)
    {
        if (field is not null)
            found.Add(new(field, description ?? ""));
    }
}
