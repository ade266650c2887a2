using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>A body in one media type: its schema, and its examples by name in the order of the contract.</summary>
internal sealed record ContractMedia(string Type, JsonSchema? Schema, IReadOnlyList<KeyValuePair<string, JToken>> Examples)
{
    public bool IsJson => Type.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    public bool IsForm => Type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>The example of that name, or the first one.</summary>
    public JToken? Example(string? name = null)
    {
        foreach (var (key, value) in Examples)
        {
            if (key == name)
                return value;
        }

        return Examples.Count > 0 ? Examples[0].Value : null;
    }
}
