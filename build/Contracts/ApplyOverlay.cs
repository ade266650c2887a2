using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Newtonsoft.Json.Linq;

namespace Semrush.Contracts;

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

    private static JToken Read(string file) => Convert(Node.Read(File.ReadAllText(file)));

    private static JToken Convert(Node node)
    {
        if (node.Members is not null)
            return new JObject(node.Own.Select(member => new JProperty(member.Name, Convert(member))));
        if (node.Items is not null)
            return new JArray(node.Items.Select(Convert));
        // Numbers stay as they are written.
        return node.IsPlain && JsonScalar.IsMatch(node.Text!) ? new JRaw(node.Text) : node.IsPlain && node.Text is "" ? JValue.CreateNull() : new JValue(node.Text);
    }
}
