using System.Collections.Frozen;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>Which kinds of `Authorization` header an operation takes.</summary>
internal static class SecurityReader
{
    public static FrozenSet<string> Schemes(JToken operation)
    {
        var requirements = ((operation["security"] ?? operation.Root["security"]) as JArray ?? []).Cast<JObject>().ToList();
        // An empty requirement, {}, means that credentials are optional.
        if (requirements.Any(requirement => requirement.Count == 0))
            return [];
        return requirements.SelectMany(requirement => requirement.Properties())
            .Select(scheme => Word(operation.Root, scheme.Name))
            .ToFrozenSet();
    }

    private static string Word(JToken root, string name)
    {
        var scheme = root["components"]?["securitySchemes"]?[name]
            ?? throw new InvalidDataException($"The contract has no security scheme {name}.");
        return (string?)scheme["type"] switch
        {
            // OpenAPI has no kind for a key behind a word of its own; the contracts describe the word in prose.
            "apiKey" => "Apikey",
            "http" when (string?)scheme["scheme"] == "basic" => "Basic",
            _ => "Bearer",
        };
    }
}
