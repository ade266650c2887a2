using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>One documented address that a page sends the browser on to, with a code or a token in its query.</summary>
public sealed class CallbackCase
{
    private CallbackCase(OperationDocument operation, int status, string name, JToken location)
    {
        Operation = operation;
        Status = status;
        Name = name;
        Location = location;
    }

    internal OperationDocument Operation { get; }

    internal int Status { get; }

    internal string Name { get; }

    internal JToken Location { get; }

    /// <summary>Every example of the header of every answer.</summary>
    internal static IReadOnlyList<CallbackCase> All { get; } =
    [
        .. from contract in ContractDocument.All
           from operation in contract.Operations
           from response in operation.Responses
           from header in References.Members(response.Value["headers"])
           where header.Key == "Location"
           from example in Read(header.Value)
           select new CallbackCase(operation, int.Parse(response.Key, CultureInfo.InvariantCulture), example.Key, example.Value),
    ];

    internal Uri Address => new((string)Location!);

    /// <summary>The name of the case in a list of tests.</summary>
    public override string ToString() => $"{Operation.Name} {Status} {Name}";

    private static IEnumerable<KeyValuePair<string, JToken>> Read(JToken header) => header["example"] is { } only
        ? [KeyValuePair.Create("callback", only)]
        : References.Members(header["examples"]).Select(example => KeyValuePair.Create(example.Key, example.Value["value"]!));
}
