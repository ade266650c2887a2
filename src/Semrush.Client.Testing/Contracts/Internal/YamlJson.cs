using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>
/// YAML as a JSON document. The representation model keeps the text of every scalar, so that a timestamp or a `cid` in an example stays the
/// text it is.
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
        YamlScalarNode { Style: ScalarStyle.Plain } plain => CoreSchema.Read(plain.Value),
        YamlScalarNode quoted => new JValue(quoted.Value),
        _ => throw new InvalidDataException($"A YAML node of the type {node.NodeType} has no JSON form."),
    };

    private static string Key(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
