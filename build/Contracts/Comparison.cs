using System.Globalization;

namespace Semrush.Contracts;

/// <summary>How a difference concerns users of the generated client.</summary>
public enum Impact
{
    /// <summary>Nothing that they have stops working.</summary>
    Compatible,

    /// <summary>Their code compiles and runs, and may do something else.</summary>
    Risky,

    /// <summary>Their code does not compile, their compiled programs fail, or calls of installed clients fail.</summary>
    Breaking,
}

/// <summary>A difference between a contract and another document.</summary>
/// <param name="Place">The operation, parameter, body or schema that differs.</param>
/// <param name="Key">What the other document has there, as x-semrush-differs names it.</param>
/// <param name="Text">What differs, in words.</param>
/// <param name="Impact">How it concerns users.</param>
/// <param name="Effect">What happens to them.</param>
/// <param name="Line">The line of the contract.</param>
/// <param name="Reason">Why the contract differs, if it explains that.</param>
public sealed record Difference(string Place, string Key, string Text, Impact Impact, string Effect, int Line, string? Reason);

/// <summary>Compares a contract with another OpenAPI document, 3.0 or 3.1, in YAML or JSON: one that Semrush publishes, or another version of the contract.</summary>
public sealed class Comparison
{
    private const string CallsFail = "Calls of installed clients fail";

    private static readonly string[] Verbs = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    private static readonly string[] SchemeKeys = ["type", "scheme", "in", "name"];
    private static readonly string[] OwnHeaders = ["ACCEPT", "CONTENT-TYPE", "AUTHORIZATION"];

    // Limits of which a greater value allows more.
    private static readonly string[] UpperLimits = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
    private static readonly string[] LowerLimits = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];

    private readonly OrderedDictionary<(string Place, string Key), Difference> _found = [];
    private readonly HashSet<Node> _used = [];
    private readonly string _client;
    private readonly bool _isExplained;
    private readonly HashSet<(Node, Node, bool)> _seen = [];

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
    public static Comparison Of(string name, string contract, string other) => new(name, Read(contract, "contract"), Read(other, "other document"), isExplained: true);

    /// <summary>Compares two versions of a contract. Nothing is explained: what they state of other documents concerns neither.</summary>
    /// <param name="name">The name of the contract.</param>
    /// <param name="old">The text of the older version.</param>
    /// <param name="now">The text of the newer version.</param>
    /// <exception cref="InvalidDataException">One of them is no OpenAPI document, or refers to another file.</exception>
    public static Comparison Between(string name, string old, string now) => new(name, Read(old, "older version"), Read(now, "newer version"), isExplained: false);

    /// <summary>Whether a document has an operation of the contract.</summary>
    /// <param name="contract">The text of the contract.</param>
    /// <param name="other">The text of the other document.</param>
    /// <exception cref="InvalidDataException">One of them is no OpenAPI document.</exception>
    public static bool AreOfOneArea(string contract, string other)
        => OperationsOf(Read(contract, "contract")).Keys.Intersect(OperationsOf(Read(other, "other document")).Keys).Any();

    private static Node Read(string text, string name)
    {
        try
        {
            var root = Node.Read(text);
            return root["openapi"]?.Text is ['3', '.', '0' or '1' or '2', ..] ? root : throw new InvalidDataException($"The {name} is not OpenAPI 3; convert it first.");
        }
        catch (YamlDotNet.Core.YamlException exception)
        {
            throw new InvalidDataException($"The {name} is neither YAML nor JSON, line {exception.Start.Line}: {exception.Message}", exception);
        }
    }

    // By verb and address, without the names of parameters: a server and a path together are one address.
    private static OrderedDictionary<string, Node> OperationsOf(Node root)
    {
        var found = new OrderedDictionary<string, Node>();
        foreach (var path in root["paths"]?.All ?? [])
        {
            foreach (var operation in path.All.Where(member => Verbs.Contains(member.Name)))
                found.TryAdd($"{operation.Name.ToUpperInvariant()} {Nameless(new Uri(ServerOf(root, operation)).AbsolutePath.TrimEnd('/') + path.Name)}", operation);
        }

        return found;
    }

    private static string Nameless(string path) => string.Join('/', path.Split('/').Select(segment => segment is ['{', .., '}'] ? "{}" : segment));

    private static string ServerOf(Node root, Node operation)
        => Uri.TryCreate(new Uri("https://unknown"), new[] { operation, operation.Parent!, root }.Select(owner => owner["servers"]?.Items?.FirstOrDefault()?["url"]?.Text).FirstOrDefault(url => url is not null), out var server)
            ? server.AbsoluteUri
            : "https://unknown/";

    private static IEnumerable<Node> Explanations(Node node)
        => (node.Members?.Values ?? Enumerable.Empty<Node>()).Concat(node.Items ?? []).SelectMany(child => child.Name is "x-semrush-differs" ? child.All : Explanations(child));

    private void CompareOperations(Node contract, Node other)
    {
        var (left, right) = (OperationsOf(contract), OperationsOf(other));
        var trail = new Trail(contract);
        var hosts = (Host(left, contract), Host(right, other));
        if (hosts is ({ } host, { } otherHost) && host != otherHost)
            Add(trail, "The contract", $"server {otherHost}", $"the server is {otherHost}, it was {host}", Impact.Breaking, "Calls of installed clients go to the old server, and CredentialHosts has to know the new one.");
        foreach (var (address, operation) in left)
        {
            // The same name elsewhere is the same operation, which has moved.
            var match = right.GetValueOrDefault(address) is { } same ? (Key: address, Value: same)
                : right.Where(pair => !left.ContainsKey(pair.Key) && Pascal(NameOf(pair.Value)) == NameOf(operation)).Select(pair => (pair.Key, pair.Value)).FirstOrDefault();
            if (match.Value is null)
            {
                Add(trail.To(operation), NameOf(operation), "operation removed", "the operation is removed", Impact.Breaking, $"{Method(operation)} disappears: code that calls it does not compile, and compiled programs fail.");
                continue;
            }

            if (match.Key != address)
                Add(trail.To(operation), NameOf(operation), $"path {match.Key}", $"the operation is {match.Key}, it was {address}", Impact.Breaking, $"{CallsFail}. The method stays the same.");
            right.Remove(match.Key);
            CompareOperation(trail.To(operation), operation, match.Value, (contract, other));
        }

        foreach (var (address, operation) in right)
            Add(trail, "The contract", $"operation {address} added", $"the operation {address} is added{(operation["operationId"] is { } id ? $" ({id.Text})" : "")}", Impact.Compatible, $"{_client} gains a method.");

        static string? Host(OrderedDictionary<string, Node> operations, Node root) => operations.Values.FirstOrDefault() is { } first ? new Uri(ServerOf(root, first)).Host : null;
    }

    private static string NameOf(Node operation) => operation["operationId"]?.Text ?? $"{operation.Name.ToUpperInvariant()} {operation.Parent!.Name}";

    private static string Pascal(string name) => Names.IsWireName(name) ? Names.Pascal(name, "") : name;

    private string Method(Node operation) => operation["x-semrush-navigation"] is null ? $"{_client}.{NameOf(operation)}Async" : $"{_client}.Get{NameOf(operation)}Uri";

    private void CompareOperation(Trail trail, Node left, Node right, (Node Left, Node Right) roots)
    {
        var name = NameOf(left);
        if (right["operationId"]?.Text is { } id && Pascal(id) != name)
            Add(trail, name, $"operationId {id}", $"the operationId is {id}", Impact.Breaking, $"{Method(left)} gets another name: code that calls it does not compile, and compiled programs fail.");
        CompareDeprecated(trail, name, left["deprecated"]?.IsTrue == true, right["deprecated"]?.IsTrue == true);
        var (before, after) = (Security(left, roots.Left), Security(right, roots.Right));
        if (before != after)
            Add(trail, name, $"security {after}", $"the credential is {after}, it was {before}", Impact.Breaking, $"{CallsFail} with the credential that they send.");
        CompareParameters(trail, name, left, right);
        CompareRequest(trail, name, left["requestBody"], right["requestBody"]);
        CompareResponses(trail, name, left, right);
    }

    // The kinds of credentials, as names of schemes differ. The scopes are in the documentation.
    private static string Security(Node operation, Node root)
    {
        var ways = (operation["security"] ?? root["security"])?.Items ?? [];
        return ways.Count == 0 ? "none" : string.Join(" or ", ways.Select(way => string.Join(" and ", way.All.Select(Scheme).Order(StringComparer.Ordinal))).Select(way => way is "" ? "none" : way).Order(StringComparer.Ordinal));

        string Scheme(Node requirement)
        {
            var scheme = root["components"]?["securitySchemes"]?[requirement.Name];
            return string.Join(' ', SchemeKeys.Select(key => scheme?[key]?.Text).OfType<string>().DefaultIfEmpty(requirement.Name));
        }
    }

    private void CompareDeprecated(Trail trail, string place, bool left, bool right)
    {
        if (left != right)
            Add(trail, place, $"deprecated {(right ? "true" : "false")}", right ? "it is deprecated" : "it is no longer deprecated", right ? Impact.Risky : Impact.Compatible, right ? "Code that uses it gets the warning CS0618, an error where warnings are errors." : "A warning disappears.");
    }

    private void CompareParameters(Trail trail, string name, Node left, Node right)
    {
        var (parameters, others) = (ParametersOf(left), ParametersOf(right));
        foreach (var (key, parameter) in parameters)
        {
            var place = $"{name}, {parameter["in"]!.Text} parameter {parameter["name"]!.Text}";
            var match = others.GetValueOrDefault(key) ?? others.Values.FirstOrDefault(other => !parameters.ContainsKey(KeyOf(other)) && other["name"]?.Text == parameter["name"]!.Text);
            if (match is not null)
                CompareParameter(trail.To(parameter), name, place, parameter, match);
            else
                Add(trail.To(parameter), place, "parameter removed", "the parameter is removed", Impact.Breaking, $"{Owner(parameter, name)} loses it: code that sets it does not compile, and compiled programs fail.");
        }

        foreach (var (_, added) in others.Where(other => parameters.All(known => known.Key != other.Key && known.Value["name"]!.Text != other.Value["name"]?.Text)))
        {
            var isRequired = added["required"]?.IsTrue == true;
            Add(trail, name, $"{added["in"]?.Text} parameter {added["name"]?.Text} added", $"the {(isRequired ? "required " : "")}{added["in"]?.Text} parameter {added["name"]?.Text} is added", isRequired ? Impact.Breaking : Impact.Compatible,
                isRequired ? $"{CallsFail} without it. The method gains a parameter: code that calls it does not compile, and compiled programs fail." : $"{name}Options gains a property.");
        }
    }

    private static string Owner(Node parameter, string operation) => parameter["required"]?.IsTrue == true ? $"{operation}Async" : $"{operation}Options";

    // Path parameters by their position: their names are not sent.
    private static Dictionary<string, Node> ParametersOf(Node operation)
    {
        var positions = operation.Parent!.Name.Split('/').Where(segment => segment is ['{', .., '}']).Select(segment => segment[1..^1]).ToList();
        return new[] { operation, operation.Parent! }.SelectMany(owner => owner["parameters"]?.Items ?? []).Select(parameter => parameter.Target)
            .Where(parameter => parameter["in"]?.Text is not "header" || !OwnHeaders.Contains(parameter["name"]?.Text?.ToUpperInvariant()))
            .DistinctBy(Key).ToDictionary(Key);

        string Key(Node parameter) => parameter["in"]?.Text is "path" ? $"path {positions.IndexOf(parameter["name"]?.Text ?? "")}" : KeyOf(parameter);
    }

    private static string KeyOf(Node parameter) => parameter["in"]?.Text is "header" ? $"header {parameter["name"]?.Text?.ToUpperInvariant()}" : $"{parameter["in"]?.Text} {parameter["name"]?.Text}";

    private void CompareParameter(Trail trail, string operation, string place, Node left, Node right)
    {
        if (left["name"]!.Text != right["name"]?.Text && left["in"]!.Text is "path")
            Add(trail, place, $"name {right["name"]?.Text}", $"its name is {right["name"]?.Text}", Impact.Risky, "Code that names the argument does not compile. Compiled programs run.");
        if (left["in"]!.Text != right["in"]?.Text)
            Add(trail, place, $"in {right["in"]?.Text}", $"it is in the {right["in"]?.Text}", Impact.Breaking, $"{CallsFail}, or are executed without it.");
        var (was, isRequired) = (left["required"]?.IsTrue == true, right["required"]?.IsTrue == true);
        if (was != isRequired)
        {
            Add(trail, place, $"required {(isRequired ? "true" : "false")}", isRequired ? "it is required" : "it is optional", Impact.Breaking,
                $"{(isRequired ? $"{CallsFail} without it. " : "")}It moves {(isRequired ? $"from {operation}Options to the parameters of {operation}Async" : $"from the parameters of {operation}Async to {operation}Options")}: code that sets it does not compile, and compiled programs fail.");
        }

        CompareDeprecated(trail, place, left["deprecated"]?.IsTrue == true, right["deprecated"]?.IsTrue == true);
        if ((StyleOf(left), StyleOf(right)) is var (before, after) && before != after)
            Add(trail, place, $"style {after}", $"its list is written as {after}, it was {before}", Impact.Breaking, $"{CallsFail}, or are executed with another value.");
        CompareSchemas(trail, place, SchemaOf(left), SchemaOf(right), isSent: true);
    }

    private static string StyleOf(Node parameter)
    {
        if (new FlatSchema(SchemaOf(parameter)) is not { Type: "array" or "object" })
            return "";
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
                Add(trail, name, $"request {(left is null ? "added" : "removed")}", $"the request body is {(left is null ? "added" : "removed")}", Impact.Breaking,
                    $"{(left is null ? $"{CallsFail} without it, if it is required. " : "")}{name}Async {(left is null ? "gains" : "loses")} a parameter: code that calls it does not compile, and compiled programs fail.");
            }

            return;
        }

        var place = $"{name}, request";
        if ((left["required"]?.IsTrue == true, right["required"]?.IsTrue == true) is var (was, isRequired) && was != isRequired)
            Add(trail.To(left), place, $"required {(isRequired ? "true" : "false")}", isRequired ? "the body is required" : "the body is optional", Impact.Compatible, "The method always has it as a parameter.");
        CompareMedia(trail.To(left), place, left["content"], right["content"], isSent: true);
    }

    private void CompareResponses(Trail trail, string name, Node left, Node right)
    {
        foreach (var response in left["responses"]?.All ?? [])
        {
            if (right["responses"]?.Target.Members?.GetValueOrDefault(response.Name) is { } other)
                CompareMedia(trail.To(response), $"{name}, response {response.Name}", response["content"], other["content"], isSent: false);
            else
                AddStatus(trail.To(response), response.Name, "removed");
        }

        foreach (var response in (right["responses"]?.All ?? []).Where(response => left["responses"]?.Members?.ContainsKey(response.Name) != true))
            AddStatus(trail, response.Name, "added");

        void AddStatus(Trail place, string status, string change)
        {
            var isSuccess = status.StartsWith('2');
            Add(place, name, $"status {status} {change}", $"the response {status} is {change}", isSuccess ? Impact.Risky : Impact.Compatible,
                isSuccess ? "A success with any status in the 200s is read as the documented body." : "A failure with any status is a SemrushApiException.");
        }
    }

    private void CompareMedia(Trail trail, string place, Node? left, Node? right, bool isSent)
    {
        var (types, others) = (MediaOf(left), MediaOf(right));
        foreach (var (type, media) in types.Where(media => !others.ContainsKey(media.Key)))
            Add(trail.To(media), place, $"media type {type} removed", $"the media type {type} is removed", isSent ? Impact.Breaking : Impact.Risky, isSent ? $"{CallsFail}." : "A body of another type fails the call, unless it is JSON.");
        foreach (var type in others.Keys.Where(type => !types.ContainsKey(type)))
            Add(trail, place, $"media type {type} added", $"the media type {type} is added", Impact.Compatible, isSent ? "The client goes on sending what it sends." : "The client reads JSON.");
        foreach (var (type, media) in types)
        {
            if (others.GetValueOrDefault(type) is { } other)
                CompareSchemas(trail.To(media), place, media["schema"], other["schema"], isSent);
        }
    }

    // Without parameters such as a charset.
    private static Dictionary<string, Node> MediaOf(Node? content) => (content?.All ?? []).GroupBy(media => media.Name.Split(';')[0].Trim().ToLowerInvariant()).ToDictionary(group => group.Key, group => group.First());

    /// <summary>Compares what is stated where a schema is used, and then the schema itself.</summary>
    private void CompareSchemas(Trail trail, string place, Node? leftNode, Node? rightNode, bool isSent)
    {
        if (leftNode is null || rightNode is null)
        {
            if (leftNode != rightNode)
                Add(trail, place, $"schema {(leftNode is null ? "added" : "removed")}", $"the schema is {(leftNode is null ? "added" : "removed")}", Impact.Compatible, "Nothing changes until the contract does.");
            return;
        }

        var (left, right) = (new FlatSchema(leftNode), new FlatSchema(rightNode));
        trail = trail.To(leftNode);
        if (left.IsNullable != right.IsNullable)
        {
            var isNarrower = isSent && left.IsNullable;
            Add(trail, place, $"nullable {(right.IsNullable ? "true" : "false")}", right.IsNullable ? "it may be null" : "it is never null", isNarrower ? Impact.Breaking : Impact.Compatible,
                isNarrower ? $"{CallsFail} that send null." : isSent ? "Null gets a meaning." : "Members of responses are nullable in any case.");
        }

        if (left.Default != right.Default)
            Add(trail, place, $"default {right.Default ?? "none"}", $"the default is {right.Default ?? "no longer stated"}{(left.Default is null ? "" : $", it was {left.Default}")}", isSent ? Impact.Risky : Impact.Compatible, isSent ? "Calls that leave it out may mean something else." : "Nothing changes.");
        if (place.Contains('.', StringComparison.Ordinal))
            CompareDeprecated(trail, place, left.IsDeprecated, right.IsDeprecated);

        // A component is one place, wherever it is used. What it is made of is compared once for requests and once for responses.
        if (leftNode.Bare is { IsComponent: true } component)
            (trail, place) = (trail.To(component), component.Name);
        if (_seen.Add((leftNode.Bare, rightNode.Bare, isSent)))
            CompareSchemas(trail, place, left, right, isSent);
    }

    private void CompareSchemas(Trail trail, string place, FlatSchema left, FlatSchema right, bool isSent)
    {
        if (left.Type != right.Type || left.ClrType != right.ClrType || left.Format != right.Format)
        {
            var isSame = left.ClrType == right.ClrType;
            var (what, before, after) = left.Type == right.Type && left.Values is null == right.Values is null && left.Entries is null == right.Entries is null
                ? ("format", left.Format ?? "none", right.Format ?? "none")
                : ("type", Describe(left), Describe(right));
            Add(trail, place, $"{what} {after}", $"the {what} is {after}, it was {before}", isSame ? Impact.Compatible : Impact.Breaking,
                isSame ? $"It stays {left.ClrType} in C#." : $"{left.ClrType} becomes {right.ClrType}: code that uses it does not compile, and compiled programs fail. Until then, {(isSent ? "calls may be rejected" : "values that cannot be converted are absent")}.");
            if (left.Type != right.Type)
                return;
        }

        if (left.Values is not null && right.Values is not null)
            CompareValues(trail, place, left.Values, right.Values, isSent);
        foreach (var limit in left.Limits.Keys.Union(right.Limits.Keys))
            CompareLimit(trail, place, limit, left.Limits.GetValueOrDefault(limit), right.Limits.GetValueOrDefault(limit), isSent);
        CompareMembers(trail, place, left, right, isSent);
        if (left.Items is not null && right.Items is not null)
            CompareSchemas(trail, $"{place}[]", left.Items, right.Items, isSent);
        if (left.Entries is not null && right.Entries is not null)
            CompareSchemas(trail, $"{place}[*]", left.Entries, right.Entries, isSent);
    }

    private static string Describe(FlatSchema schema) => schema switch
    {
        { Values: { } values } => $"one of {string.Join(", ", values)}",
        { Type: "object", Entries: not null, Members.Count: 0 } => "map",
        { Format: { } format } => $"{schema.Type} {format}",
        _ => schema.Type,
    };

    private void CompareValues(Trail trail, string place, List<string> left, List<string> right, bool isSent)
    {
        foreach (var value in right.Except(left))
            Add(trail, place, $"value {value} added", $"the value {value} is added", Impact.Compatible, "The enumeration gains a property. Enumerations are open: installed clients read and send the value.");
        foreach (var value in left.Except(right))
            Add(trail, place, $"value {value} removed", $"the value {value} is removed", Impact.Breaking, $"{(isSent ? "Calls with it fail. " : "")}The enumeration loses a property: code that uses it does not compile, and compiled programs fail.");
    }

    private void CompareLimit(Trail trail, string place, string limit, string? left, string? right, bool isSent)
    {
        if (left == right)
            return;
        var wider = right is null
            || (left is not null && decimal.TryParse(left, CultureInfo.InvariantCulture, out var before) && decimal.TryParse(right, CultureInfo.InvariantCulture, out var after)
                && ((UpperLimits.Contains(limit) && after > before) || (LowerLimits.Contains(limit) && after < before)));
        Add(trail, place, $"{limit} {right ?? "none"}", $"{limit} is {right ?? "no longer stated"}{(left is null ? "" : $", it was {left}")}", isSent && !wider ? Impact.Breaking : Impact.Compatible,
            !isSent ? "Responses are not checked for limits." : wider ? "Installed clients go on rejecting values beyond the old limit." : $"{CallsFail} with values beyond it; the new client rejects them before it sends a request.");
    }

    private void CompareMembers(Trail trail, string place, FlatSchema left, FlatSchema right, bool isSent)
    {
        var (members, others) = (Visible(left), Visible(right));
        foreach (var (name, member) in members)
        {
            var memberPlace = $"{place}.{name}";
            if (!others.TryGetValue(name, out var other))
            {
                Add(trail.To(member), memberPlace, "member removed", "the member is removed", Impact.Breaking,
                    $"{Clr(memberPlace)} disappears: code that uses it does not compile, and compiled programs fail. Until then, {(isSent ? "Semrush may ignore or reject it" : "it is absent")}.");
                continue;
            }

            if ((left.IsRequired(name), right.IsRequired(name)) is var (was, isRequired) && was != isRequired)
            {
                var breaks = isSent && isRequired;
                Add(trail.To(member), memberPlace, $"required {(isRequired ? "true" : "false")}", isRequired ? "it is required" : "it is optional", breaks ? Impact.Breaking : Impact.Compatible,
                    breaks ? $"{CallsFail} without it. Code that does not set it does not compile." : isSent ? "Code need not set it any more." : name is "id" ? "Objects without an id are left out only where it is required." : "Members of responses are nullable in any case.");
            }

            CompareSchemas(trail, memberPlace, member, other, isSent);
        }

        foreach (var (name, added) in others.Where(member => !members.ContainsKey(member.Key)))
        {
            var isRequired = isSent && right.IsRequired(name);
            Add(trail, place, $"member {name} added", $"the {(isRequired ? "required " : "")}member {name} is added ({Describe(new(added))})", isRequired ? Impact.Breaking : Impact.Compatible,
                isRequired ? $"{CallsFail} without it. Code that does not set it does not compile." : "The record gains a property.");
        }

        Dictionary<string, Node> Visible(FlatSchema schema) => schema.Members.Where(member => new FlatSchema(member.Value) is var flat && !(isSent ? flat.IsReadOnly : flat.IsWriteOnly)).ToDictionary();
    }

    private static string Clr(string place) => place.Split('.') is [.., var record, var member] && !record.Contains(' ', StringComparison.Ordinal) ? $"{record}.{Pascal(member)}" : place;

    private void Add(Trail trail, string place, string key, string text, Impact impact, string effect)
    {
        var reason = _isExplained ? trail.Find(key) : null;
        if (reason is not null)
            _used.Add(reason);
        // Where a schema is in requests and in responses, the worse of the two counts.
        if (!_found.TryGetValue((place, key), out var known) || known.Impact < impact)
            _found[(place, key)] = new(place, key, text, impact, effect, trail.Node.Line, reason?.Text ?? known?.Reason);
    }

    /// <summary>The way through the contract to a place. An explanation counts for its place and for what is below it.</summary>
    private sealed record Trail(Node Node, Trail? Outer = null)
    {
        public Trail To(Node node) => new(node, this);

        public Node? Find(string key) => Node["x-semrush-differs"]?[key] ?? Node.Members?.GetValueOrDefault("x-semrush-differs")?[key] ?? Outer?.Find(key);
    }
}
