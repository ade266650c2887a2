using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;
using WireMock;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>Compares what reached the server with what the contract documents.</summary>
internal static class SentRequest
{
    public static void AssertAsDocumented(IRequestMessage sent, OperationDocument operation, JToken? example, string apiKey)
    {
        Assert.Equal(operation.Method.ToUpperInvariant(), sent.Method);
        Assert.Equal(PathOf(operation), sent.Path);
        Assert.Equal(QueryOf(operation), Uri.UnescapeDataString(new Uri(sent.Url).Query).TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Order());
        Assert.Equal(operation.IsAuthenticated ? $"Apikey {apiKey}" : null, sent.Headers!.TryGetValue("Authorization", out var given) ? given.Single() : null);
        Assert.All(
            operation.Parameters.Where(parameter => (string?)parameter["in"] == "header"),
            parameter => Assert.Equal(Text(parameter["example"]!), Assert.Single(sent.Headers![(string)parameter["name"]!])));
        if (operation.RequestBody is { } body)
            AssertBody(References.Members(body["content"]).First().Key, example!, sent);
        else
            Assert.True(string.IsNullOrEmpty(sent.Body), $"{operation} has no body, and sent {sent.Body}");
    }

    private static string PathOf(OperationDocument operation) => operation.Parameters
        .Where(parameter => (string?)parameter["in"] == "path")
        .Aggregate(operation.FullPath, (path, parameter) => path.Replace($"{{{parameter["name"]}}}", Text(parameter["example"]!), StringComparison.Ordinal));

    private static IEnumerable<string> QueryOf(OperationDocument operation) => operation.Parameters
        .Where(parameter => (string?)parameter["in"] == "query")
        .Select(parameter => $"{parameter["name"]}={Text(parameter["example"]!)}")
        .Order();

    private static void AssertBody(string mediaType, JToken example, IRequestMessage sent)
    {
        Assert.StartsWith(mediaType, sent.Headers!["Content-Type"].Single(), StringComparison.Ordinal);
        if (mediaType.EndsWith("json", StringComparison.Ordinal))
        {
            Document.AssertSame(example, Document.Parse(sent.Body!));
            return;
        }

        var expected = ((JObject)example).Properties().Select(field => $"{field.Name}={Uri.EscapeDataString(Text(field.Value))}");
        Assert.Equal(expected.Order(), sent.Body!.Split('&').Order());
    }

    private static string Text(JToken value) => value switch
    {
        JArray list => string.Join(",", list.Select(Text)),
        { Type: JTokenType.Boolean } => (bool)value ? "true" : "false",
        _ => (string)value!,
    };
}
