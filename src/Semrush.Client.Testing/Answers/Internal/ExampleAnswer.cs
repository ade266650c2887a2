using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Answers.Internal;

/// <summary>The answer that the contract shows.</summary>
internal static class ExampleAnswer
{
    /// <summary>The example that belongs to the request where the contract has that exchange, else the first one of the success.</summary>
    public static Answer Success(ContractOperation operation, JToken? body) => Of(operation.Success, ExchangeOf(operation, body));

    /// <summary>The documented answer of that status; nothing where the contract has no example of it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="status">The status.</param>
    /// <param name="example">The name of the example; the first one when left out.</param>
    public static Answer? Of(ContractOperation operation, int status, string? example = null) =>
        operation.Responses.GetValueOrDefault(status) is { Body.Examples.Count: > 0 } response ? Of(response, example) : null;

    private static Answer Of(ContractResponse response, string? exchange)
    {
        var answer = response.Body switch
        {
            null => new Answer(response.Status),
            { IsJson: true } media => new Answer(response.Status, JsonText.Write(WithNewRequestId(media.Example(exchange))), media.Type),
            { } media => new Answer(response.Status, (string?)media.Example(exchange) ?? "", media.Type),
        };
        return response.Location is { } location ? answer with { Headers = [KeyValuePair.Create("Location", location)] } : answer;
    }

    private static string? ExchangeOf(ContractOperation operation, JToken? body) => operation.Body?.Media
        .SelectMany(media => media.Examples)
        .FirstOrDefault(example => JToken.DeepEquals(example.Value, body)).Key;

    private static JToken WithNewRequestId(JToken? example)
    {
        // Examples are shared by all emulators and calls: what is changed is a copy.
        var document = example?.DeepClone() ?? new JObject();
        if (document is JObject { } envelope && envelope["meta"] is JObject meta && meta["request_id"] is not null)
            meta["request_id"] = Envelope.NewRequestId();
        return document;
    }
}
