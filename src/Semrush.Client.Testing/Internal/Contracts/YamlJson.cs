using System.Globalization;
using System.Numerics;
using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Semrush.Client.Testing.Internal;

/// <summary>
/// Reads YAML as a JSON document. The representation model keeps the text of every scalar, so that a timestamp or a `cid` in an example is
/// not changed.
/// </summary>
internal static class YamlJson
{
    public static JObject Read(TextReader yaml)
    {
        var stream = new YamlStream();
        stream.Load(yaml);
        return (JObject)Convert(stream.Documents[0].RootNode);
    }

    private static JToken Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JObject(map.Children.Select(child => new JProperty(Key(child.Key), Convert(child.Value)))),
        YamlSequenceNode sequence => new JArray(sequence.Children.Select(Convert)),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => ReadPlain(plain.Value),
        YamlScalarNode quoted => new JValue(quoted.Value),
        _ => throw new InvalidDataException($"A YAML node of the type {node.NodeType} has no JSON form."),
    };

    private static string Key(YamlNode node) => ((YamlScalarNode)node).Value!;

    // The core schema of YAML 1.2, in which `yes`, `on` and dates are strings.
    private static JValue ReadPlain(string? text) => text switch
    {
        null or "" or "~" or "null" or "Null" or "NULL" => JValue.CreateNull(),
        "true" or "True" or "TRUE" => new JValue(true),
        "false" or "False" or "FALSE" => new JValue(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => new JValue(number),
        _ when BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => new JValue(number),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            => new JValue(number),
        _ => new JValue(text),
    };
}

/// <summary>Follows references within a contract, in the document itself, since NSwag may read its texts as dates.</summary>
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

    /// <summary>The members of an object that may be a reference or null, each with its own reference followed.</summary>
    public static IEnumerable<KeyValuePair<string, JToken>> Members(JToken? token)
        => token is null
            ? []
            : ((JObject)Resolve(token)).Properties().Select(member => KeyValuePair.Create(member.Name, Resolve(member.Value)));
}
