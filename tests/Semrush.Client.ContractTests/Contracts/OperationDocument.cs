using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>An operation of a contract, as it stands in the document.</summary>
internal sealed partial record OperationDocument(ContractDocument Contract, string Path, string Method, JObject Node)
{
    public string Id => (string)Node["operationId"]!;

    public string Name => $"{Contract.Name}.{Id}";

    public static OperationDocument Find(string name) => ContractDocument.All.SelectMany(contract => contract.Operations).Single(operation => operation.Name == name);

    public bool IsNavigation => Node["x-semrush-navigation"] is not null;

    public bool IsPaged => Node["x-semrush-paging"] is not null;

    /// <summary>Whether a credential goes with it: its own word, else that of the contract.</summary>
    public bool IsAuthenticated => (Node["security"] ?? Contract.Root["security"]) is JArray { Count: > 0 };

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
