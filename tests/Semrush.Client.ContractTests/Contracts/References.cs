using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>Follows references within a contract.</summary>
internal static class References
{
    public static JToken Resolve(JToken token)
    {
        while (token is JObject node && (string?)node["$ref"] is { } reference)
        {
            token = reference.TrimStart('#', '/').Split('/').Aggregate(
                token.Root, (found, step) => found[step] ?? throw new InvalidDataException($"The contract has nothing at {reference}."));
        }

        return token;
    }

    /// <summary>The members of an object that may be a reference or null, each with its own reference followed.</summary>
    public static IEnumerable<KeyValuePair<string, JToken>> Members(JToken? token)
        => token is null ? [] : ((JObject)Resolve(token)).Properties().Select(member => KeyValuePair.Create(member.Name, Resolve(member.Value)));
}
