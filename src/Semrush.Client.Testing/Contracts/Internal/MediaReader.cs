using Newtonsoft.Json.Linq;
using NSwag;

namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>
/// Bodies: schemas from NSwag, which follows references for the validator; examples from the document, which keeps their text.
/// </summary>
internal static class MediaReader
{
    public static ContractBody? Body(JToken operation, OpenApiOperation parsed)
    {
        if (operation["requestBody"] is not { } reference)
            return null;
        var body = References.Resolve(reference);
        return new ContractBody((bool?)body["required"] ?? false, Media(body, parsed.ActualRequestBody.Content));
    }

    public static IReadOnlyDictionary<int, ContractResponse> Responses(JToken operation, OpenApiOperation parsed)
    {
        var responses = new SortedDictionary<int, ContractResponse>();
        foreach (var (name, response) in References.Members(operation["responses"]))
        {
            if (int.TryParse(name, out var status))
                responses[status] = new ContractResponse(status, Media(response, parsed.ActualResponses[name].Content), Location(response));
        }

        return responses;
    }

    private static List<ContractMedia> Media(JToken body, IDictionary<string, OpenApiMediaType> parsed) =>
    [
        .. References.Members(body["content"])
            .Select(media => new ContractMedia(media.Key, parsed[media.Key].Schema?.ActualSchema, Examples(media.Value))),
    ];

    private static string? Location(JToken response) => References.Members(response["headers"])
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
}
