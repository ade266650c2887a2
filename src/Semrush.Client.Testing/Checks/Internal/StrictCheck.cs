using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Semrush.Client.Testing.Checks.Internal;

/// <summary>
/// What a schema lets pass though a client should never send it: members that no schema names, at any depth, and integers beyond 32 bits
/// where the format says `int32`. A server may well ignore them; here they show that client and contract have drifted apart.
/// </summary>
internal static class StrictCheck
{
    public const string Unknown = "is not a known member";

    public static IEnumerable<Violation> Find(JsonSchema schema, JToken value, string path)
    {
        var actual = schema.ActualTypeSchema;
        return value switch
        {
            JObject members => members.Properties().SelectMany(member => Find(actual, member, $"{path}.{member.Name}".TrimStart('.'))),
            JArray items when actual.Item is { } item => items.SelectMany((element, index) => Find(item, element, $"{path}[{index}]")),
            { Type: JTokenType.Integer } when actual.Format == JsonFormatStrings.Integer && (long)value != (int)(long)value =>
                [new Violation(path, "must be an integer of 32 bits")],
            _ => [],
        };
    }

    private static IEnumerable<Violation> Find(JsonSchema owner, JProperty member, string path)
    {
        if (owner.ActualProperties.TryGetValue(member.Name, out var property))
            return Find(property, member.Value, path);
        if (owner.AdditionalPropertiesSchema is { } additional)
            return Find(additional, member.Value, path);
        // A member that the schema forbids is found by the validator already; an object without any properties is free.
        return owner.ActualProperties.Count > 0 && owner.AllowAdditionalProperties ? [new Violation(path, Unknown)] : [];
    }
}
