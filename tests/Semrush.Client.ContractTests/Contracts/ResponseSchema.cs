using System.Collections.Concurrent;
using System.Globalization;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NSwag;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>Checks a response against the schema that the contract has for it.</summary>
internal static class ResponseSchema
{
    private static readonly ConcurrentDictionary<string, Task<OpenApiDocument>> Parsed = new();

    /// <summary>That the response has the documented media type, conforms to the schema, and has no member that the schema does not have.</summary>
    public static async Task AssertConformsAsync(OperationDocument operation, int status, string? mediaType, JToken body)
    {
        var document = await Parsed.GetOrAdd(operation.Contract.Name, _ => OpenApiDocument.FromJsonAsync(operation.Contract.Root.ToString(), null, SchemaType.OpenApi3));
        var content = document.Paths[operation.Path][operation.Method].ActualResponses[status.ToString(CultureInfo.InvariantCulture)].Content;

        Assert.Equal(content.Keys.FirstOrDefault(type => type.EndsWith("json", StringComparison.Ordinal)) ?? content.Keys.First(), mediaType);
        Assert.Empty(content[mediaType!].Schema.Validate(body, SchemaType.OpenApi3));
        Assert.Empty(FindUnknown(content[mediaType!].Schema, body, "$"));
    }

    private static IEnumerable<string> FindUnknown(JsonSchema schema, JToken value, string path)
    {
        var actual = schema.ActualTypeSchema;
        var known = actual.ActualProperties.Concat(actual.AllOf.SelectMany(part => part.ActualSchema.ActualProperties)).DistinctBy(member => member.Key).ToDictionary();
        return value switch
        {
            JArray items when actual.Item is { } item => items.SelectMany((element, index) => FindUnknown(item, element, $"{path}[{index}]")),
            JObject members when known.Count > 0 => members.Properties().SelectMany(
                member => (known.GetValueOrDefault(member.Name) ?? actual.AdditionalPropertiesSchema) is { } found
                    ? FindUnknown(found, member.Value, $"{path}.{member.Name}")
                    : [$"{path}.{member.Name}"]),
            _ => [],
        };
    }
}
