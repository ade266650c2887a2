using System.Reflection;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NSwag;

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
