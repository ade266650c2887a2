using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>A contract as a document, read by Newtonsoft.Json: no test reads a contract with the library's own serializer.</summary>
internal sealed record ContractDocument(string Name, JObject Root)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public static IReadOnlyList<ContractDocument> All { get; } = ReadAll();

    public IEnumerable<OperationDocument> Operations =>
        from path in ((JObject)Root["paths"]!).Properties()
        from method in ((JObject)path.Value).Properties()
        where Methods.Contains(method.Name)
        select new OperationDocument(this, path.Name, method.Name, (JObject)method.Value);

    public IEnumerable<KeyValuePair<string, JObject>> Schemas =>
        References.Members(Root["components"]?["schemas"]).Select(schema => KeyValuePair.Create(schema.Key, (JObject)schema.Value));

    public override string ToString() => Name;

    private static List<ContractDocument> ReadAll()
    {
        var assembly = typeof(SemrushEmulator).Assembly;
        return
        [
            .. from resource in assembly.GetManifestResourceNames()
               where resource.EndsWith(".yaml", StringComparison.Ordinal)
               orderby resource
               select Read(Path.GetFileNameWithoutExtension(resource), assembly.GetManifestResourceStream(resource)!),
        ];
    }

    private static ContractDocument Read(string name, Stream yaml)
    {
        using var reader = new StreamReader(yaml);
        var stream = new YamlStream();
        stream.Load(reader);
        return new(name, (JObject)Convert(stream.Documents[0].RootNode));
    }

    private static JToken Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JObject(map.Children.Select(child => new JProperty(((YamlScalarNode)child.Key).Value!, Convert(child.Value)))),
        YamlSequenceNode sequence => new JArray(sequence.Children.Select(Convert)),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "null" } => JValue.CreateNull(),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } plain => new JValue(plain.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } when ReadNumber(text) is { } number => number,
        _ => new JValue(((YamlScalarNode)node).Value),
    };

    // Timestamps and all other text stay as they are written.
    private static JValue? ReadNumber(string text)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var integer))
            return new JValue(integer);
        if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var big))
            return new JValue(big);
        return double.TryParse(text, NumberStyles.Float, invariant, out var number) && double.IsFinite(number) ? new JValue(number) : null;
    }
}

/// <summary>An operation of a contract, as it stands in the document.</summary>
internal sealed partial record OperationDocument(ContractDocument Contract, string Path, string Method, JObject Node)
{
    public string Id => (string)Node["operationId"]!;

    public string Name => $"{Contract.Name}.{Id}";

    public static OperationDocument Find(string name)
        => ContractDocument.All.SelectMany(contract => contract.Operations).Single(operation => operation.Name == name);

    public bool IsNavigation => Node["x-semrush-navigation"] is not null;

    public bool IsPaged => Node["x-semrush-paging"] is not null;

    /// <summary>The query parameter that lists the members of a partial update; null if the operation is none.</summary>
    public string? Mask => RequestBody is null ? null : (string?)RequestMedia.Schema["x-semrush-mask"];

    /// <summary>Whether a credential goes with it: its own word, else that of the contract.</summary>
    public bool IsAuthenticated => (Node["security"] ?? Contract.Root["security"]) is JArray { Count: > 0 };

    /// <summary>Whether an API key is accepted.</summary>
    public bool TakesKey => (Node["security"] ?? Contract.Root["security"] ?? new JArray()).SelectMany(requirement => ((JObject)requirement).Properties())
        .Any(scheme => (string?)Contract.Root["components"]!["securitySchemes"]![scheme.Name]!["type"] == "apiKey");

    public string FullPath => new Uri((string)Contract.Root["servers"]![0]!["url"]!).AbsolutePath.TrimEnd('/') + Path;

    /// <summary>Its own parameters, and those that it shares with the other operations of its path.</summary>
    public IReadOnlyList<JObject> Parameters =>
    [
        .. new[] { Node, Node.Parent?.Parent }.SelectMany(owner => owner?["parameters"] ?? new JArray())
            .Select(parameter => (JObject)References.Resolve(parameter))
            .DistinctBy(parameter => ((string)parameter["name"]!, (string)parameter["in"]!)),
    ];

    public JObject? RequestBody => Node["requestBody"] is { } body ? (JObject)References.Resolve(body) : null;

    public IEnumerable<KeyValuePair<string, JToken>> Responses => References.Members(Node["responses"]);

    /// <summary>The media type of the request, the schema of its body, and the first example.</summary>
    public (string Type, JObject Schema, JToken Example) RequestMedia
    {
        get
        {
            var (type, media) = References.Members(RequestBody!["content"]).First();
            return (type, (JObject)References.Resolve(media["schema"]!), References.Members(media["examples"]).First().Value["value"]!);
        }
    }

    /// <summary>The whole path, with the same value for every parameter.</summary>
    public string PathWith(string value) => Parameter().Replace(FullPath, Uri.EscapeDataString(value));

    public override string ToString() => Name;

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
