using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NSwag;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Semrush.Client.Testing.Internal;

/// <summary>The operations of all contracts, read once in a process.</summary>
internal static class ContractLibrary
{
    // Read on the thread pool, so that nothing returns to the context of a caller that blocks.
    private static readonly Lazy<Task<IReadOnlyList<ContractOperation>>> All = new(() => Task.Run(ReadAllAsync));

    public static IReadOnlyList<ContractOperation> Operations => All.Value.GetAwaiter().GetResult();

    /// <summary>Starts the reading, in parallel to other work.</summary>
    public static void Prepare() => _ = All.Value;

    private static async Task<IReadOnlyList<ContractOperation>> ReadAllAsync()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal));
        var reading = names.Order(StringComparer.Ordinal).Select(name => Task.Run(() => ReadAsync(assembly, name)));
        var contracts = await Task.WhenAll(reading).ConfigureAwait(false);
        List<ContractOperation> operations = [.. contracts.SelectMany(contract => contract)];

        // All contracts share one host here, whatever their servers are.
        var clash = operations.GroupBy(operation => (operation.Method, operation.Path.Pattern)).FirstOrDefault(group => group.Count() > 1);
        if (clash is null)
            return operations;
        var ids = string.Join(" and ", clash.Select(operation => operation.QualifiedId));
        throw new InvalidDataException($"{ids} have the same address, so that the emulator cannot tell them apart.");
    }

    private static async Task<IReadOnlyList<ContractOperation>> ReadAsync(Assembly assembly, string resource)
    {
        using var yaml = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var document = YamlJson.Read(yaml);
        var parsed = await OpenApiDocument.FromJsonAsync(document.ToString(), null, SchemaType.OpenApi3).ConfigureAwait(false);
        var basePath = new Uri((string)document["servers"]![0]!["url"]!).AbsolutePath.TrimEnd('/');
        return
        [
            .. parsed.Operations.Select(described => Read(
                Path.GetFileNameWithoutExtension(resource), described.Method, new PathTemplate(basePath + described.Path),
                document["paths"]![described.Path]![described.Method]!, described.Operation)),
        ];
    }

    private static ContractOperation Read(string contract, string method, PathTemplate path, JToken operation, OpenApiOperation parsed)
    {
        var responses = Responses(operation, parsed);
        return new ContractOperation
        {
            Contract = contract,
            Id = (string?)operation["operationId"] ?? throw new InvalidDataException($"{contract} has an operation without an id."),
            Method = method.ToUpperInvariant(),
            Path = path,
            Parameters = [.. parsed.ActualParameters.Where(parameter => parameter.Kind != OpenApiParameterKind.Body).Select(Parameter)],
            AnyOf = EmulatedRequest.Texts(operation["x-semrush-any-of"]),
            Body = Body(operation["requestBody"], parsed),
            Responses = responses,
            Schemes = Schemes(operation),
            ErrorForm = FormOf(responses.GetValueOrDefault(400)?.Body),
            Limit = operation["x-semrush-rate-limit"] is { } limit
                ? new((int?)limit["requests"], TimeSpan.FromSeconds((int?)limit["seconds"] ?? 0), (int?)limit["concurrent"])
                : null,
        };
    }

    // In OpenAPI, lists are exploded by default.
    private static ContractParameter Parameter(OpenApiParameter parameter)
        => new(parameter.Name, parameter.Kind, parameter.IsRequired, parameter.ActualSchema, parameter.ActualParameter.Explode ?? true);

    // Schemas come from NSwag, which follows references for the validator; examples come from the document, which keeps their text.
    private static ContractBody? Body(JToken? reference, OpenApiOperation parsed)
    {
        if (reference is null)
            return null;
        var body = References.Resolve(reference);
        return new ContractBody((bool?)body["required"] ?? false, Media(body, parsed.ActualRequestBody.Content));
    }

    private static SortedDictionary<int, ContractResponse> Responses(JToken operation, OpenApiOperation parsed)
    {
        var responses = new SortedDictionary<int, ContractResponse>();
        foreach (var (name, response) in References.Members(operation["responses"]))
        {
            if (int.TryParse(name, out var status))
                responses[status] = new ContractResponse(status, Media(response, parsed.ActualResponses[name].Content), Location(response));
        }

        return responses;
    }

    private static List<ContractMedia> Media(JToken body, IDictionary<string, OpenApiMediaType> parsed) => [
        .. References.Members(body["content"])
            .Select(media => new ContractMedia(media.Key, parsed[media.Key].Schema?.ActualSchema, Examples(media.Value))),
    ];

    private static string? Location(JToken response)
        => References.Members(response["headers"])
            .Where(header => header.Key.Equals("Location", StringComparison.OrdinalIgnoreCase))
            .Select(header => (string?)Examples(header.Value).FirstOrDefault().Value)
            .FirstOrDefault();

    private static List<KeyValuePair<string, JToken>> Examples(JToken owner)
    {
        List<KeyValuePair<string, JToken>> named =
        [
            .. References.Members(owner["examples"])
                .Where(example => example.Value["value"] is not null)
                .Select(example => KeyValuePair.Create(example.Key, example.Value["value"]!)),
        ];
        if (named.Count == 0 && owner["example"] is { } only)
            named.Add(KeyValuePair.Create("example", only));
        return named;
    }

    private static HashSet<string> Schemes(JToken operation)
    {
        var requirements = ((operation["security"] ?? operation.Root["security"]) as JArray ?? []).Cast<JObject>().ToList();
        // An empty requirement, {}, means that credentials are optional.
        if (requirements.Any(requirement => requirement.Count == 0))
            return [];
        return [.. requirements.SelectMany(requirement => requirement.Properties()).Select(scheme => Scheme(operation.Root, scheme.Name))];
    }

    private static string Scheme(JToken root, string name)
    {
        var scheme = root["components"]?["securitySchemes"]?[name]
            ?? throw new InvalidDataException($"The contract has no security scheme {name}.");
        return (string?)scheme["type"] switch
        {
            // OpenAPI has no type for a key with a scheme before it. The contracts describe the scheme in prose.
            "apiKey" => "Apikey",
            "http" when (string?)scheme["scheme"] == "basic" => "Basic",
            _ => "Bearer",
        };
    }

    private static ErrorForm FormOf(ContractMedia? media) => media switch
    {
        { IsJson: false } => ErrorForm.Page,
        { Schema: { } schema } when schema.ActualProperties.TryGetValue("error", out var error)
            => error.ActualTypeSchema.Type.HasFlag(JsonObjectType.String) ? ErrorForm.OAuth : ErrorForm.Envelope,
        { Schema: { } schema } when schema.ActualProperties.ContainsKey("message") => ErrorForm.Flat,
        _ => ErrorForm.Envelope,
    };
}

/// <summary>An operation of a contract. Immutable, shared by all emulators.</summary>
internal sealed record ContractOperation
{
    public required string Contract { get; init; }

    public required string Id { get; init; }

    public required string Method { get; init; }

    public required PathTemplate Path { get; init; }

    public required IReadOnlyList<ContractParameter> Parameters { get; init; }

    /// <summary>Names of optional parameters of which one is required.</summary>
    public required IReadOnlyList<string> AnyOf { get; init; }

    public required ContractBody? Body { get; init; }

    public required IReadOnlyDictionary<int, ContractResponse> Responses { get; init; }

    /// <summary>The accepted schemes of an `Authorization` header; empty where credentials are not required.</summary>
    public required IReadOnlySet<string> Schemes { get; init; }

    public required ErrorForm ErrorForm { get; init; }

    /// <summary>The limit of this operation, beside that of the account.</summary>
    public CallLimiter.Limit? Limit { get; init; }

    /// <summary>The id with its contract, unique over all contracts: two contracts may have the same id.</summary>
    public string QualifiedId => $"{Contract}.{Id}";

    /// <summary>The first success, or the redirect of a page that a person opens.</summary>
    public ContractResponse Success
        => Responses.Values.Where(response => response.Status is >= 200 and < 400).MinBy(response => response.Status)
        ?? throw new InvalidDataException($"{QualifiedId} documents no success.");

    public bool IsCalled(string name) => name == Id || name == QualifiedId;
}

/// <summary>A parameter in the path, the query or a header. A list that is not exploded is one value with commas.</summary>
internal sealed record ContractParameter(string Name, OpenApiParameterKind In, bool IsRequired, JsonSchema Schema, bool IsExploded);

internal sealed record ContractBody(bool IsRequired, IReadOnlyList<ContractMedia> Media);

/// <summary>A documented response. The location is that of the first example of its header, for redirects.</summary>
internal sealed record ContractResponse(int Status, IReadOnlyList<ContractMedia> Media, string? Location)
{
    /// <summary>The JSON form where there is one, else the first form; null for a response without a body.</summary>
    public ContractMedia? Body => Media.FirstOrDefault(media => media.IsJson) ?? (Media.Count > 0 ? Media[0] : null);
}

/// <summary>A body in one media type: its schema, and its examples by name in the order of the contract.</summary>
internal sealed record ContractMedia(string Type, JsonSchema? Schema, IReadOnlyList<KeyValuePair<string, JToken>> Examples)
{
    public bool IsJson => Type.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    public bool IsForm => Type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>The example of that name, or the first one.</summary>
    public JToken? Example(string? name = null)
        => Examples.Where(example => example.Key == name).Concat(Examples).Select(example => example.Value).FirstOrDefault();
}

/// <summary>The form of an operation's errors, as read from the schema of its response 400.</summary>
internal enum ErrorForm
{
    /// <summary>`meta` and `error`.</summary>
    Envelope,

    /// <summary>`error` and `error_description`, RFC 6749 section 5.2.</summary>
    OAuth,

    /// <summary>An object with `message` and `code`.</summary>
    Flat,

    /// <summary>A page for a person.</summary>
    Page,
}

/// <summary>A path with parameters, such as `/campaigns/{campaignId}`, below the path of the contract's server.</summary>
internal sealed partial class PathTemplate
{
    private readonly Regex _regex;
    private readonly string[] _names;

    public PathTemplate(string template)
    {
        _names = [.. Parameter().Matches(template).Select(match => match.Groups[1].Value)];
        var literals = Parameter().Split(template).Where((_, index) => index % 2 == 0).Select(Regex.Escape);
        _regex = new Regex($"^{string.Join("([^/]+)", literals)}$", RegexOptions.CultureInvariant);
    }

    /// <summary>The pattern, which does not depend on the names of the parameters.</summary>
    public string Pattern => _regex.ToString();

    /// <summary>The number of parameters. Of two templates that match, the one with fewer is chosen.</summary>
    public int ParameterCount => _names.Length;

    public bool Matches(string encodedPath) => _regex.IsMatch(encodedPath);

    /// <summary>The decoded values of the parameters.</summary>
    public IReadOnlyDictionary<string, string> Read(string encodedPath)
    {
        var groups = _regex.Match(encodedPath).Groups;
        return _names.Select((name, index) => KeyValuePair.Create(name, Uri.UnescapeDataString(groups[index + 1].Value))).ToDictionary();
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();
}

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
