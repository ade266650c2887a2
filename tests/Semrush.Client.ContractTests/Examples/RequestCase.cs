using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>One documented request body, with a documented success to answer it.</summary>
public sealed class RequestCase
{
    private RequestCase(ContractCase answer, string exampleName, JToken body)
    {
        Answer = answer;
        ExampleName = exampleName;
        Body = body;
    }

    internal ContractCase Answer { get; }

    internal string ExampleName { get; }

    internal JToken Body { get; }

    /// <summary>Every example of every request body of every operation, whether or not an answer has its name.</summary>
    internal static IReadOnlyList<RequestCase> All { get; } =
    [
        .. from contract in ContractDocument.All
           from operation in contract.Operations
           from media in References.Members(operation.RequestBody?["content"])
           from example in References.Members(media.Value["examples"])
           select new RequestCase(AnswerOf(operation, example.Key), example.Key, example.Value["value"]!),
    ];

    /// <summary>The name of the case in a list of tests.</summary>
    public override string ToString() => $"{Answer.Operation.Name} {ExampleName}";

    private static ContractCase AnswerOf(OperationDocument operation, string name)
    {
        var successes = ContractCase.All.Where(found => found.Operation.Name == operation.Name && found.IsSuccess).ToList();
        return successes.Find(found => found.ExampleName == name) ?? successes[0];
    }
}
