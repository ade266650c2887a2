using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>A documented exchange: an operation with the examples of its request and of its response.</summary>
public sealed class ContractCase
{
    private ContractCase(OperationDocument operation, string status, string? exampleName)
        => (Operation, Status, ExampleName) = (operation, int.Parse(status, CultureInfo.InvariantCulture), exampleName);

    internal OperationDocument Operation { get; }

    internal int Status { get; }

    internal string? ExampleName { get; }

    internal string? MediaType { get; private init; }

    /// <summary>The body of the response.</summary>
    internal JToken? Body { get; private init; }

    /// <summary>The address that a page redirects the browser to, with a code or a token in its query.</summary>
    internal JToken? Location { get; private init; }

    /// <summary>The body of the request: the example of the same name, else the first one.</summary>
    internal JToken? RequestExample => RequestsOf(Operation).OrderBy(example => example.Key != ExampleName).Select(example => example.Value["value"]).FirstOrDefault();

    internal bool IsSuccess => Status is >= 200 and < 300;

    internal string Text => Body switch
    {
        null => "",
        { Type: JTokenType.String } page when MediaType?.Contains("json", StringComparison.Ordinal) != true => (string)page!,
        _ => Body.ToString(Newtonsoft.Json.Formatting.None),
    };

    /// <summary>What a method returns of the body: the data of an envelope, else all of it.</summary>
    internal JToken? Data => HasEnvelope ? Body!["data"] : Body;

    /// <summary>Whether the method returns the data only. A page keeps its meta.</summary>
    internal bool HasEnvelope => Body is JObject envelope && envelope.ContainsKey("meta") && !IsPage;

    private bool IsPage { get; init; }

    /// <summary>Every example of every response of every operation, and the responses that have no body.</summary>
    internal static IReadOnlyList<ContractCase> All { get; } =
    [
        .. from operation in Operations()
           from response in operation.Responses
           from found in ResponsesOf(operation, response.Key, response.Value)
           select found,
    ];

    /// <summary>Every example of every request body, with the success of the same name, else the first success.</summary>
    internal static IReadOnlyList<ContractCase> Requests { get; } =
    [
        .. from operation in Operations()
           from example in RequestsOf(operation)
           let response = All.Where(found => found.Operation == operation && found.IsSuccess).OrderBy(found => found.ExampleName != example.Key).First()
           select new ContractCase(operation, $"{response.Status}", example.Key) { MediaType = response.MediaType, Body = response.Body, IsPage = response.IsPage },
    ];

    /// <summary>Every example of an address that a page redirects the browser to.</summary>
    internal static IReadOnlyList<ContractCase> Callbacks { get; } =
    [
        .. from operation in Operations()
           from response in operation.Responses
           from header in References.Members(response.Value["headers"])
           where header.Key == "Location"
           from example in header.Value["example"] is { } only
               ? [KeyValuePair.Create("callback", only)]
               : References.Members(header.Value["examples"]).Select(example => KeyValuePair.Create(example.Key, example.Value["value"]!))
           select new ContractCase(operation, response.Key, example.Key) { Location = example.Value },
    ];

    /// <summary>The name of the case in a list of tests.</summary>
    public override string ToString() => $"{Operation.Name} {Status} {ExampleName ?? "without body"}";

    private static IEnumerable<OperationDocument> Operations() => ContractDocument.All.SelectMany(contract => contract.Operations);

    private static IEnumerable<ContractCase> ResponsesOf(OperationDocument operation, string status, JToken response) => response["content"] is null
        ? [new(operation, status, null)]
        : from media in References.Members(response["content"])
          from example in References.Members(media.Value["examples"])
          select new ContractCase(operation, status, example.Key)
          {
              MediaType = media.Key,
              Body = example.Value["value"],
              IsPage = ((string?)media.Value["schema"]?["$ref"])?.EndsWith("Page", StringComparison.Ordinal) is true,
          };

    private static IEnumerable<KeyValuePair<string, JToken>> RequestsOf(OperationDocument operation) => References.Members(operation.RequestBody?["content"])
        .SelectMany(media => References.Members(media.Value["examples"]));
}
