using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Semrush.Contracts;

/// <summary>Compares a contract with another OpenAPI document, 3.0 or 3.1, in YAML or JSON: one that Semrush publishes, or another version of the contract.</summary>
public sealed partial class Comparison
{
    private const string CallsFail = "Calls of installed clients fail";
    private const string Breaks = "code that uses it does not compile, and compiled programs fail";
    private const string Other = "other document";

    // A composition can contain itself in another form each time.
    private const int DeepestTrail = 50;

    // A relative address states nothing about the host.
    private static readonly Uri Nowhere = new("https://nowhere.invalid");

    private static readonly string[] Verbs = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    private static readonly string[] SchemeKeys = ["type", "scheme", "in", "name"];
    private static readonly string[] OwnHeaders = ["ACCEPT", "CONTENT-TYPE", "AUTHORIZATION"];

    // What may stand beside a reference without changing the schema.
    private static readonly string[] OfUse = ["description", "summary", "title", "nullable", "default", "deprecated", "example", "examples", "readOnly", "writeOnly"];

    private static readonly Dictionary<string, (Impact Impact, string Effect)> Extensions = new()
    {
        ["x-semrush-paging"] = (Impact.Breaking, $"The method has another return type: {Breaks}."),
        ["x-semrush-navigation"] = (Impact.Breaking, $"The method has another name and return type: {Breaks}."),
        ["x-semrush-mask"] = (Impact.Breaking, $"The parameter that it names is a parameter of the method, or is one no more: {Breaks}."),
        ["x-semrush-value"] = (Impact.Breaking, $"A class becomes a struct, or the reverse: {Breaks}."),
        ["x-enumNames"] = (Impact.Breaking, "Properties of the enumeration get other names: code that uses them does not compile, and compiled programs fail."),
        ["x-dictionaryKey"] = (Impact.Breaking, $"The map has another type of keys: {Breaks}."),
        ["x-semrush-retry"] = (Impact.Risky, "Other failures are retried."),
        ["x-semrush-rate-limit"] = (Impact.Risky, "Calls wait for another limit."),
        ["x-semrush-any-of"] = (Impact.Risky, "Other calls are rejected before a request."),
        ["x-semrush-exclusive"] = (Impact.Risky, "Other calls are rejected before a request."),
        ["x-semrush-rules"] = (Impact.Risky, "Other calls are rejected before a request."),
        ["x-semrush-sensitive"] = (Impact.Risky, "Exceptions have the body, or have it no more."),
        ["x-semrush-aliases"] = (Impact.Compatible, "The member is read under other names."),
    };

    // Limits of which a greater value allows more.
    private static readonly string[] UpperLimits = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
    private static readonly string[] LowerLimits = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];

    private readonly OrderedDictionary<(string Place, string Key), Difference> _found = [];
    private readonly HashSet<Node> _used = [];
    private readonly string _client;
    private readonly bool _isExplained;
    private readonly HashSet<(Node, Node, bool, string)> _seen = [];

    private Comparison(string name, Node contract, Node other, bool isExplained)
    {
        (_client, _isExplained) = ($"{name}Client", isExplained);
        CompareOperations(contract, other);
        Unused = [.. Explanations(contract).Where(reason => isExplained && !_used.Contains(reason)).Select(reason => (reason.Line, reason.Name))];
    }

    /// <summary>The differences that the contract does not explain first, the worst of them first.</summary>
    public IReadOnlyList<Difference> Differences => [.. _found.Values.OrderBy(found => found.Reason is not null).ThenByDescending(found => found.Impact)];

    /// <summary>The keys of x-semrush-differs that explain no difference, with their lines.</summary>
    public IReadOnlyList<(int Line, string Key)> Unused { get; }

    /// <summary>Compares two documents.</summary>
    /// <param name="name">The name of the contract.</param>
    /// <param name="contract">The text of the contract.</param>
    /// <param name="other">The text of the other document.</param>
    /// <exception cref="InvalidDataException">One of them is no OpenAPI document, or refers to another file.</exception>
    public static Comparison Of(string name, string contract, string other)
        => new(name, Read(contract, $"contract {name}"), Read(other, Other, needsOperations: true), isExplained: true);

    /// <summary>Compares a document with the contracts of which it has an operation.</summary>
    /// <param name="contracts">The texts of the contracts by their names.</param>
    /// <param name="other">The text of the other document.</param>
    /// <exception cref="InvalidDataException">One of them is no OpenAPI document, or refers to another file.</exception>
    public static IReadOnlyDictionary<string, Comparison> OfAll(IReadOnlyDictionary<string, string> contracts, string other)
    {
        var root = Read(other, Other, needsOperations: true);
        var addresses = OperationsOf(root).Select(found => found.Address).ToHashSet();
        return contracts.Select(contract => (Name: contract.Key, Root: Read(contract.Value, $"contract {contract.Key}")))
            .Where(contract => OperationsOf(contract.Root).Any(found => addresses.Contains(found.Address)))
            .ToDictionary(contract => contract.Name, contract => new Comparison(contract.Name, contract.Root, root, isExplained: true));
    }

    /// <summary>Compares two versions of a contract. Nothing is explained: what they state of other documents concerns neither.</summary>
    /// <param name="name">The name of the contract.</param>
    /// <param name="old">The text of the older version.</param>
    /// <param name="now">The text of the newer version.</param>
    /// <exception cref="InvalidDataException">One of them is no OpenAPI document, or refers to another file.</exception>
    public static Comparison Between(string name, string old, string now)
        => new(name, Read(old, $"older version of {name}"), Read(now, $"contract {name}"), isExplained: false);

    private static Node Read(string text, string name, bool needsOperations = false)
    {
        try
        {
            var root = string.IsNullOrWhiteSpace(text) ? throw new InvalidDataException($"The {name} is empty.") : Node.Read(text);
            if (root["openapi"]?.Text is not ['3', '.', '0' or '1' or '2', ..])
                throw new InvalidDataException($"The {name} is not OpenAPI 3; convert it first.");
            return !needsOperations || OperationsOf(root).Count > 0 ? root : throw new InvalidDataException($"The {name} has no operations.");
        }
        catch (YamlDotNet.Core.YamlException exception)
        {
            throw new InvalidDataException($"The {name} is neither YAML nor JSON, line {exception.Start.Line}: {exception.Message}", exception);
        }
    }

    // By verb and address, without the names of parameters: a server and a path together are one address.
    private static List<Endpoint> OperationsOf(Node root)
        => [.. from path in root["paths"]?.Own ?? []
               from operation in path.All
               where Verbs.Contains(operation.Name.ToLowerInvariant()) && operation.Members is not null
               let servers = new[] { operation, path, root }.Select(owner => owner["servers"]?.Items).FirstOrDefault(servers => servers is { Count: > 0 })
               let server = servers?.Select(ServerOf).OrderByDescending(server => server?.Host is "api.semrush.com" or "oauth.semrush.com").FirstOrDefault()
               let address = $"{operation.Name.ToUpperInvariant()} {Parameter().Replace(server?.AbsolutePath.TrimEnd('/') + path.Name, "{}")}"
               let origin = server is null || server.Host == Nowhere.Host ? null : server.GetLeftPart(UriPartial.Authority)
               select new Endpoint(operation, path.Target, path.Name, address, origin)];

    private static Uri? ServerOf(Node server)
    {
        var url = Parameter().Replace(server["url"]?.Text ?? "", variable => server["variables"]?[variable.Value[1..^1]]?["default"]?.Text ?? variable.Value);
        return Uri.TryCreate(Nowhere, url, out var address) ? address : null;
    }

    private static IEnumerable<Node> Explanations(Node node)
        => node.Own.Concat(node.Items ?? []).SelectMany(child => child.Name is "x-semrush-differs" ? child.All : Explanations(child));

    private void CompareOperations(Node contract, Node other)
    {
        var (left, right) = (OperationsOf(contract), OperationsOf(other));
        var trail = new Trail(contract);
        foreach (var operation in left)
        {
            // The same name elsewhere is the same operation, which has moved.
            var match = right.Where(found => found.Address == operation.Address).OrderByDescending(found => NameOf(found.Node) == NameOf(operation.Node)).FirstOrDefault()
                ?? right.FirstOrDefault(found => left.All(known => known.Address != found.Address) && Pascal(NameOf(found.Node)) == NameOf(operation.Node));
            if (match is null)
            {
                Add(trail.To(operation.Node), NameOf(operation.Node), "operation removed",
                    "the operation is removed", Impact.Breaking,
                    $"{Method(operation.Node)} disappears: {Breaks}.");
                continue;
            }

            if (match.Address != operation.Address)
                Add(trail.To(operation.Node), NameOf(operation.Node), $"path {match.Address}",
                    $"the operation is {match.Address}, it was {operation.Address}", Impact.Breaking,
                    $"{CallsFail}. The method stays the same.");
            if (match.Server is { } server && operation.Server is { } known && server != known)
                Add(trail, "The contract", $"server {server}",
                    $"the server is {server}, it was {known}", Impact.Breaking,
                    "Calls of installed clients go to the old server, and CredentialHosts has to know the new one.");
            right.Remove(match);
            CompareOperation(trail.To(operation.Node), operation, match, (contract, other));
        }

        foreach (var added in right)
            Add(trail, "The contract", $"operation {added.Address} added",
                $"the operation {added.Address} is added{(added.Node["operationId"] is { } id ? $" ({id.Text})" : "")}", Impact.Compatible,
                $"{_client} gains a method.");
    }

    private static string NameOf(Node operation) => operation["operationId"]?.Text ?? $"{operation.Name.ToUpperInvariant()} {operation.Parent!.Name}";

    private static string Pascal(string name) => Names.IsWireName(name) ? Names.Pascal(name, "") : name;

    private string Method(Node operation) => operation["x-semrush-navigation"] is null ? $"{_client}.{NameOf(operation)}Async" : $"{_client}.Get{NameOf(operation)}Uri";

    private void CompareOperation(Trail trail, Endpoint left, Endpoint right, (Node Left, Node Right) roots)
    {
        var name = NameOf(left.Node);
        if (right.Node["operationId"]?.Text is { } id && Pascal(id) != name)
            Add(trail, name, $"operationId {id}",
                $"the operationId is {id}", Impact.Breaking,
                $"{Method(left.Node)} gets another name: {Breaks}.");
        CompareDeprecated(trail, name, left.Node.Has("deprecated"), right.Node.Has("deprecated"));
        CompareExtensions(trail, name, left.Node, right.Node);
        var (before, after) = (Security(left.Node, roots.Left), Security(right.Node, roots.Right));
        if (!before.SetEquals(after))
        {
            Add(trail, name, $"security {string.Join(" or ", after)}",
                $"the credential is {string.Join(" or ", after)}, it was {string.Join(" or ", before)}",
                before.IsSubsetOf(after) ? Impact.Compatible : Impact.Breaking,
                before.IsSubsetOf(after) ? "The credentials of installed clients are still accepted." : $"{CallsFail} with a credential that is no longer accepted.");
        }

        CompareParameters(trail, left, right);
        CompareRequest(trail, name, left.Node["requestBody"], right.Node["requestBody"]);
        CompareResponses(trail, name, left.Node, right.Node);
    }

    // The kinds of credentials, as names of schemes differ. The scopes are in the documentation.
    private static SortedSet<string> Security(Node operation, Node root)
    {
        var ways = (operation["security"] ?? root["security"])?.Items ?? [];
        var kinds = ways.Select(way => string.Join(" and ", way.All.Select(Scheme).Order(StringComparer.Ordinal)));
        return new(kinds.Select(way => way is "" ? "none" : way).DefaultIfEmpty("none"), StringComparer.Ordinal);

        string Scheme(Node requirement)
        {
            var scheme = root["components"]?["securitySchemes"]?[requirement.Name];
            return string.Join(' ', SchemeKeys.Select(key => scheme?[key]?.Text?.ToLowerInvariant()).OfType<string>().DefaultIfEmpty(requirement.Name));
        }
    }

    // Two versions of a contract have what the generated code depends on beyond OpenAPI; another document has not.
    private void CompareExtensions(Trail trail, string place, Node left, Node right)
    {
        foreach (var (key, (impact, effect)) in _isExplained ? [] : Extensions)
        {
            if ((Value(left, right), Value(right, left)) is var (before, after) && before != after)
                Add(trail, place, $"{key} {after ?? "none"}",
                    $"{key} is {after ?? "removed"}{(before is null ? "" : $", it was {before}")}", impact,
                    effect);

            // The names of values that both versions have: the values themselves are compared elsewhere.
            string? Value(Node version, Node other) => key is "x-enumNames" && version["enum"] is { } values && other["enum"] is { } others
                ? string.Join(", ", values.Texts.Zip(version[key]?.Texts ?? []).Where(pair => others.Texts.Contains(pair.First)).Order().Select(pair => pair.Second))
                : version.Members?.GetValueOrDefault(key)?.ToString();
        }
    }

    private void CompareDeprecated(Trail trail, string place, bool left, bool right)
    {
        if (left != right)
            Add(trail, place, $"deprecated {(right ? "true" : "false")}",
                right ? "it is deprecated" : "it is no longer deprecated", right ? Impact.Risky : Impact.Compatible,
                right ? "Code that uses it gets the warning CS0618, an error where warnings are errors." : "A warning disappears.");
    }

    private void CompareParameters(Trail trail, Endpoint left, Endpoint right)
    {
        var name = NameOf(left.Node);
        var (parameters, others) = (ParametersOf(left), ParametersOf(right));
        foreach (var (key, parameter) in parameters)
        {
            var place = $"{name}, {parameter["in"]!.Text} parameter {parameter["name"]!.Text}";
            // The same name elsewhere is the same parameter, which has moved.
            var match = others.ContainsKey(key)
                ? key
                : others.FirstOrDefault(other => !parameters.ContainsKey(other.Key) && other.Value["name"]?.Text == parameter["name"]!.Text).Key;
            if (match is not null && others.Remove(match, out var found))
                CompareParameter(trail.To(parameter), left.Node, place, parameter, found);
            else
                Add(trail.To(parameter), place, "parameter removed",
                    "the parameter is removed", Impact.Breaking,
                    $"{Owner(parameter, left.Node)} loses it: code that sets it does not compile, and compiled programs fail.");
        }

        foreach (var added in others.Values)
        {
            var isRequired = added.Has("required");
            Add(trail, name, $"{added["in"]?.Text} parameter {added["name"]?.Text} added",
                $"the {(isRequired ? "required " : "")}{added["in"]?.Text} parameter {added["name"]?.Text} is added",
                isRequired ? Impact.Breaking : Impact.Compatible,
                isRequired ? $"{CallsFail} without it. {Method(left.Node)} gains a parameter: {Breaks}." : $"{name}Options gains a property.");
        }
    }

    private string Owner(Node parameter, Node operation) => parameter.Has("required") ? Method(operation) : $"{NameOf(operation)}Options";

    // Path parameters by their position: their names are not sent.
    private static OrderedDictionary<string, Node> ParametersOf(Endpoint operation)
    {
        var positions = Parameter().Matches(operation.Path).Select(match => match.Value[1..^1]).ToList();
        var found = new OrderedDictionary<string, Node>();
        var parameters = new[] { operation.Node, operation.Item }.SelectMany(owner => owner["parameters"]?.Items ?? []);
        foreach (var parameter in parameters.Select(parameter => parameter.Target))
        {
            var (place, name) = (parameter["in"]?.Text, parameter["name"]?.Text ?? "");
            if (place is not "header" || !OwnHeaders.Contains(name.ToUpperInvariant()))
                found.TryAdd($"{place} {(place is "header" ? name.ToUpperInvariant() : place is "path" && positions.Contains(name) ? positions.IndexOf(name) : name)}", parameter);
        }

        return found;
    }

    private void CompareParameter(Trail trail, Node operation, string place, Node left, Node right)
    {
        if (left["name"]!.Text != right["name"]?.Text && left["in"]!.Text is "path")
            Add(trail, place, $"name {right["name"]?.Text}",
                $"its name is {right["name"]?.Text}", Impact.Breaking,
                "Code that names the argument does not compile. Compiled programs run, and so do their calls.");
        if (left["in"]!.Text != right["in"]?.Text)
            Add(trail, place, $"in {right["in"]?.Text}",
                $"it is in the {right["in"]?.Text}", Impact.Breaking,
                $"{CallsFail}, or are executed without it.");
        var (was, isRequired) = (left.Has("required"), right.Has("required"));
        if (was != isRequired)
        {
            Add(trail, place, $"parameter {(isRequired ? "required" : "optional")}",
                isRequired ? "it is required" : "it is optional", Impact.Breaking,
                $"{(isRequired ? $"{CallsFail} without it. " : "")}It moves from {Owner(left, operation)} to {Owner(right, operation)}: {Breaks}.");
        }

        CompareDeprecated(trail, place, left.Has("deprecated"), right.Has("deprecated"));
        if ((StyleOf(left), StyleOf(right)) is ({ } before, { } after) && before != after)
            Add(trail, place, $"style {after}",
                $"its list is written as {after}, it was {before}", Impact.Breaking,
                $"{CallsFail}, or are executed with another value.");
        CompareSchemas(trail, place, SchemaOf(left), SchemaOf(right), isSent: true);
    }

    private static string? StyleOf(Node parameter)
    {
        if (new FlatSchema(SchemaOf(parameter)) is not { Type: "array" or "object" })
            return null;
        var style = parameter["style"]?.Text ?? (parameter["in"]?.Text is "query" ? "form" : "simple");
        return $"{style}{(parameter["explode"]?.IsTrue ?? style is "form" ? " exploded" : "")}";
    }

    private static Node? SchemaOf(Node parameter) => parameter["schema"] ?? parameter["content"]?.All.FirstOrDefault()?["schema"];

    private void CompareRequest(Trail trail, string name, Node? left, Node? right)
    {
        if (left is null || right is null)
        {
            if (left != right)
            {
                Add(trail, name, $"request {(left is null ? "added" : "removed")}",
                    $"the request body is {(left is null ? "added" : "removed")}", Impact.Breaking,
                    $"{(left is null ? $"{CallsFail} without it, if it is required. " : "")}{name}Async {(left is null ? "gains" : "loses")} a parameter: code that calls it does not compile, and compiled programs fail.");
            }

            return;
        }

        var place = $"{name}, request";
        if ((left.Has("required"), right.Has("required")) is var (was, isRequired) && was != isRequired)
        {
            Add(trail.To(left), place, $"body {(isRequired ? "required" : "optional")}",
                isRequired ? "the body is required" : "the body is optional", isRequired ? Impact.Breaking : Impact.Compatible,
                isRequired ? $"{CallsFail} without it, and code that leaves it out does not compile." : "It may be left out.");
        }

        CompareMedia(trail.To(left), place, left["content"], right["content"], isSent: true);
    }

    private void CompareResponses(Trail trail, string name, Node left, Node right)
    {
        var (responses, others) = (ResponsesOf(left), ResponsesOf(right));
        foreach (var (status, response) in responses)
        {
            // A range or the default contains a status. A success with another status is the same success.
            var match = new[] { status, $"{status[0]}XX", "default" }.FirstOrDefault(others.ContainsKey)
                ?? (status[0] is '2' ? others.Keys.FirstOrDefault(other => other[0] is '2' && !responses.ContainsKey(other)) : null);
            if (match is null)
                AddStatus(trail.To(response), status, "removed");
            else if (match is ['2', _, _] && char.IsAsciiDigit(match[1]) && match != status)
                AddStatus(trail.To(response), match, "added");
            if (match is not null)
                CompareMedia(trail.To(response), $"{name}, response {status}", response["content"], others[match]["content"], isSent: false);
        }

        foreach (var status in others.Keys.Where(status => char.IsAsciiDigit(status[^1]) && !new[] { status, $"{status[0]}XX", "default" }.Any(responses.ContainsKey)))
            AddStatus(trail, status, "added");

        void AddStatus(Trail place, string status, string change)
        {
            var isSuccess = status.StartsWith('2');
            Add(place, name, $"status {status} {change}",
                $"the response {status} is {change}", isSuccess ? Impact.Risky : Impact.Compatible,
                isSuccess ? "A success with any status in the 200s is read as the documented body." : "A failure with any status is a SemrushApiException.");
        }

        static Dictionary<string, Node> ResponsesOf(Node operation)
            => (operation["responses"]?.Own ?? [])
                .Where(response => !response.Name.StartsWith("x-", StringComparison.Ordinal) && response.Name.Length > 0)
                .ToDictionary(response => response.Name is [_, 'x' or 'X', 'x' or 'X'] ? response.Name.ToUpperInvariant() : response.Name);
    }

    private void CompareMedia(Trail trail, string place, Node? left, Node? right, bool isSent)
    {
        var (types, others) = (MediaOf(left), MediaOf(right));
        foreach (var (type, media) in types)
        {
            var match = others.ContainsKey(type)
                ? type
                : others.Keys.FirstOrDefault(other => !types.ContainsKey(other) && (other is "*/*" || other == $"{type.Split('/')[0]}/*" || (IsJson(type) && IsJson(other))));
            if (match is null)
            {
                Add(trail.To(media), place, $"media type {type} removed",
                    $"the media type {type} is removed", isSent ? Impact.Breaking : Impact.Risky,
                    isSent ? $"{CallsFail}." : "A body of another type fails the call.");
                continue;
            }

            if (match != type && !match.Contains('*', StringComparison.Ordinal))
                Add(trail.To(media), place, $"media type {match}",
                    $"the media type is {match}, it was {type}", isSent ? Impact.Risky : Impact.Compatible,
                    isSent ? "Calls of installed clients may be rejected." : "JSON is read under any name.");
            others.Remove(match, out var other);
            CompareSchemas(trail.To(media), place, media["schema"], other!["schema"], isSent);
        }

        foreach (var type in others.Keys)
            Add(trail, place, $"media type {type} added",
                $"the media type {type} is added", Impact.Compatible,
                isSent ? "The client goes on sending what it sends." : "The client asks for the type that it reads.");

        static bool IsJson(string type) => type is "application/json" || type.EndsWith("+json", StringComparison.Ordinal);
    }

    // Without parameters such as a charset.
    private static Dictionary<string, Node> MediaOf(Node? content)
        => (content?.All ?? []).GroupBy(media => media.Name.Split(';')[0].Trim().ToLowerInvariant()).ToDictionary(group => group.Key, group => group.First());

    private static string Clr(string place, string member) => place.Contains(' ', StringComparison.Ordinal) ? $"{place}.{member}" : $"{place}.{Pascal(member)}";

    private void Add(Trail trail, string place, string key, string text, Impact impact, string effect)
    {
        key = Short(key);
        var reason = _isExplained ? trail.Find(key) : null;
        if (reason is not null)
            _used.Add(reason);
        if (!_found.TryGetValue((place, key), out var known))
            _found[(place, key)] = new(place, key, Short(text, 500), impact, Short(effect, 500), trail.Line, reason?.Text);
        else
            _found[(place, key)] = known with
            {
                Impact = known.Impact > impact ? known.Impact : impact,
                Effect = known.Effect.Contains(effect, StringComparison.Ordinal) ? known.Effect : $"{known.Effect} {effect}",
                Reason = reason is null ? null : known.Reason,
            };
    }

    // A key of YAML is one line of at most 1,024 characters. What is left out is in the number at the end.
    private static string Short(string text, int longest = 120)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= longest ? line : $"{line[..(longest - 20)]}… {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)))[..8]}";
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    /// <summary>An operation, the path that it is at, and the item of that path, which may be a reference.</summary>
    private sealed record Endpoint(Node Node, Node Item, string Path, string Address, string? Server);

    /// <summary>The way through the contract to a place. An explanation counts for its place and for what is below it.</summary>
    private sealed record Trail(Node Node, Trail? Outer = null)
    {
        public Trail Root => Outer?.Root ?? this;

        public int Depth => Outer is null ? 0 : Outer.Depth + 1;

        // Nothing may stand beside a reference.
        public int Line => Node.Reference is null || Outer is null ? Node.Line : Outer.Line;

        public Trail To(Node node) => new(node, this);

        public Node? Find(string key) => Node["x-semrush-differs"]?[key] ?? Outer?.Find(key);
    }
}
