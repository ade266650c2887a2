using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Semrush.KiotaTasks;

/// <summary>Applies an OpenAPI Overlay 1.0 to a contract. Kiota 1.38 has no option for it.</summary>
public sealed partial class ApplyOverlay : Microsoft.Build.Utilities.Task
{
    /// <summary>The contract, in YAML.</summary>
    [Required]
    public string Contract { get; set; } = "";

    /// <summary>The overlay, in YAML.</summary>
    [Required]
    public string Overlay { get; set; } = "";

    /// <summary>The file to write, in JSON.</summary>
    [Required]
    public string Result { get; set; } = "";

    [GeneratedRegex(@"^(null|true|false|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$")]
    private static partial Regex JsonScalar { get; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        var contract = Read(Contract);
        foreach (var action in Read(Overlay)["actions"]!)
            Apply(action, contract.SelectTokens((string)action["target"]!).ToList());
        Directory.CreateDirectory(Path.GetDirectoryName(Result)!);
        File.WriteAllText(Result, contract.ToString());
        return true;
    }

    private static void Apply(JToken action, List<JToken> targets)
    {
        foreach (var target in targets)
        {
            if ((string?)action["remove"] is "true")
                (target.Parent as JProperty ?? target).Remove();
            else if (target is JArray list)
                list.Add(action["update"]!);
            else
                ((JObject)target).Merge(action["update"], new() { MergeNullValueHandling = MergeNullValueHandling.Merge });
        }
    }

    private static JToken Read(string file)
    {
        using var reader = new StreamReader(file);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return Convert(yaml.Documents[0].RootNode);
    }

    private static JToken Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JObject(map.Children.Select(member => new JProperty($"{member.Key}", Convert(member.Value)))),
        YamlSequenceNode list => new JArray(list.Children.Select(Convert)),
        // Numbers stay as they are written.
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } when JsonScalar.IsMatch(text) => new JRaw(text),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or null } => JValue.CreateNull(),
        _ => new JValue(((YamlScalarNode)node).Value),
    };
}
