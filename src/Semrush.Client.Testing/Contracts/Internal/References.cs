using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>References within a contract, followed in the document itself, whose texts NSwag might read as dates.</summary>
internal static class References
{
    public static JToken Resolve(JToken token)
    {
        while (token is JObject node && (string?)node["$ref"] is { } reference)
        {
            token = token.Root;
            foreach (var step in reference.TrimStart('#', '/').Split('/'))
                token = token[step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]
                    ?? throw new InvalidDataException($"The contract has nothing at {reference}.");
        }

        return token;
    }

    /// <summary>The members of an object that may be a reference or absent, each with its own reference followed.</summary>
    public static IEnumerable<KeyValuePair<string, JToken>> Members(JToken? token) =>
        token is null
            ? []
            : ((JObject)Resolve(token)).Properties().Select(member => KeyValuePair.Create(member.Name, Resolve(member.Value)));
}
