using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>A schema and every schema that it is made of, each once.</summary>
internal static class SchemaWalk
{
    public static IReadOnlyCollection<JObject> From(JToken schema)
    {
        var seen = new HashSet<JObject>(ReferenceEqualityComparer.Instance);
        Visit(schema, seen);
        return seen;
    }

    private static void Visit(JToken? token, HashSet<JObject> seen)
    {
        if (token is null || References.Resolve(token) is not JObject schema || !seen.Add(schema))
            return;
        foreach (var property in References.Members(schema["properties"]))
            Visit(property.Value, seen);
        foreach (var part in schema["allOf"] ?? new JArray())
            Visit(part, seen);
        Visit(schema["items"], seen);
        Visit(schema["additionalProperties"] as JObject, seen);
    }
}
