using Newtonsoft.Json.Linq;
using NJsonSchema;
using NSwag;

namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>The operations of one contract.</summary>
internal static class ContractReader
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public static async Task<IReadOnlyList<ContractOperation>> ReadAsync(string name, TextReader yaml)
    {
        var document = YamlJson.Read(yaml);
        var parsed = await OpenApiDocument.FromJsonAsync(document.ToString(), null, SchemaType.OpenApi3).ConfigureAwait(false);
        var basePath = new Uri((string)document["servers"]![0]!["url"]!).AbsolutePath.TrimEnd('/');
        return
        [
            .. from path in References.Members(document["paths"])
               from operation in References.Members(path.Value)
               where Methods.Contains(operation.Key)
               let template = new PathTemplate(basePath + path.Key)
               select Read(name, operation.Key, template, operation.Value, parsed.Paths[path.Key][operation.Key]),
        ];
    }

    private static ContractOperation Read(string contract, string method, PathTemplate path, JToken operation, OpenApiOperation parsed)
    {
        var responses = MediaReader.Responses(operation, parsed);
        return new ContractOperation
        {
            Contract = contract,
            Id = (string?)operation["operationId"] ?? throw new InvalidDataException($"{contract} has an operation without an id."),
            Method = method.ToUpperInvariant(),
            Path = path,
            Parameters = [.. parsed.ActualParameters.Where(parameter => parameter.Kind != OpenApiParameterKind.Body).Select(Read)],
            AnyOf = [.. operation["x-semrush-any-of"]?.Values<string>().OfType<string>() ?? []],
            Body = MediaReader.Body(operation, parsed),
            Responses = responses,
            Schemes = SecurityReader.Schemes(operation),
            ErrorForm = FormOf(responses.GetValueOrDefault(400)?.Body),
            Limit = OperationLimit.Read(operation["x-semrush-rate-limit"]),
        };
    }

    private static ContractParameter Read(OpenApiParameter parameter) =>
        // OpenAPI explodes lists unless told otherwise.
        new(parameter.Name, parameter.Kind, parameter.IsRequired, parameter.ActualSchema, parameter.ActualParameter.Explode ?? true);

    private static ErrorForm FormOf(ContractMedia? media) => media switch
    {
        { IsJson: false } => ErrorForm.Page,
        { Schema: { } schema } when schema.ActualProperties.TryGetValue("error", out var error) =>
            error.ActualTypeSchema.Type.HasFlag(JsonObjectType.String) ? ErrorForm.OAuth : ErrorForm.Envelope,
        { Schema: { } schema } when schema.ActualProperties.ContainsKey("message") => ErrorForm.Flat,
        _ => ErrorForm.Envelope,
    };
}
