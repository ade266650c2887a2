using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>One documented exchange: an operation, a status, and the example of the answer where it has a body.</summary>
public sealed class ContractCase
{
    internal ContractCase(OperationDocument operation, int status, string? mediaType, string? exampleName, JToken? body)
    {
        Operation = operation;
        Status = status;
        MediaType = mediaType;
        ExampleName = exampleName;
        Body = body;
    }

    internal OperationDocument Operation { get; }

    internal int Status { get; }

    internal string? MediaType { get; }

    internal string? ExampleName { get; }

    internal JToken? Body { get; }

    internal bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Every example of every answer of every operation, and the answers that have no body.</summary>
    internal static IReadOnlyList<ContractCase> All { get; } =
    [
        .. from contract in ContractDocument.All
           from operation in contract.Operations
           from found in Read(operation)
           select found,
    ];

    internal string Text => Body switch
    {
        null => "",
        { Type: JTokenType.String } page when MediaType?.Contains("json", StringComparison.Ordinal) != true => (string)page!,
        _ => Body.ToString(Newtonsoft.Json.Formatting.None),
    };

    /// <summary>The request of the same name, else the first one.</summary>
    internal JToken? RequestExample
    {
        get
        {
            var examples = References.Members(References.Members(Operation.RequestBody?["content"]).FirstOrDefault().Value?["examples"]).ToList();
            return examples.Where(example => example.Key == ExampleName).Concat(examples).Select(example => example.Value["value"]).FirstOrDefault();
        }
    }

    /// <summary>The name of the case in a list of tests.</summary>
    public override string ToString() => $"{Operation.Name} {Status} {ExampleName ?? "without body"}";

    private static IEnumerable<ContractCase> Read(OperationDocument operation) =>
        from response in operation.Responses
        let status = int.Parse(response.Key, CultureInfo.InvariantCulture)
        from found in ReadExamples(operation, status, response.Value)
        select found;

    private static IEnumerable<ContractCase> ReadExamples(OperationDocument operation, int status, JToken response)
    {
        var examples =
            from media in References.Members(response["content"])
            from example in References.Members(media.Value["examples"])
            select new ContractCase(operation, status, media.Key, example.Key, example.Value["value"]);
        return response["content"] is null ? [new(operation, status, null, null, null)] : examples;
    }
}
