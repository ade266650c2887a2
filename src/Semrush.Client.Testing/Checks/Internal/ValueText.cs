using System.Globalization;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Semrush.Client.Testing.Checks.Internal;

/// <summary>A value from a path, a query or a form. Text that its schema does not expect stays text, for the validator to refuse.</summary>
internal static class ValueText
{
    public static JToken Read(JsonSchema schema, string text)
    {
        var type = schema.ActualTypeSchema.Type;
        var invariant = CultureInfo.InvariantCulture;
        if (type.HasFlag(JsonObjectType.Integer) && long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var integer))
            return new JValue(integer);
        if (type.HasFlag(JsonObjectType.Number) && double.TryParse(text, NumberStyles.Float, invariant, out var number))
            return new JValue(number);
        if (type.HasFlag(JsonObjectType.Boolean) && text is "true" or "false")
            return new JValue(text == "true");
        return new JValue(text);
    }

    public static JArray ReadList(JsonSchema schema, IEnumerable<string> texts) =>
        new(texts.Select(text => schema.ActualTypeSchema.Item is { } item ? Read(item.ActualSchema, text) : new JValue(text)));
}
