using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;

namespace Semrush.Client.ContractTests.Examples;

public sealed class CoverageTests
{
    private static readonly IReadOnlyList<OperationDocument> Operations = [.. ContractDocument.All.SelectMany(contract => contract.Operations)];

    /// <summary>The name of the test contains the count, so that every list of tests shows it.</summary>
    public static IEnumerable<TheoryDataRow<int>> Count =>
    [
        new(ContractCase.All.Count)
        {
            TestDisplayName = $"Every operation has a case: {ContractDocument.All.Count} contracts, {Operations.Count} operations, {ContractCase.All.Count} documented responses "
                + $"({ExampleTests.Successes.Count} successes, {ExampleTests.Failures.Count} errors, {ExampleTests.Pages.Count} pages), {ContractCase.Requests.Count} documented requests, {ContractCase.Callbacks.Count} documented callbacks",
        },
    ];

    public static IEnumerable<TheoryDataRow<int>> Written =>
    [
        new(Examples.Count) { TestDisplayName = $"Each of the {Examples.Count} examples in the contracts is sent or returned, and compared with Newtonsoft.Json" },
    ];

    // Found by their key alone, unlike the cases. Those of parameters are part of every request.
    private static IReadOnlyList<string> Examples =>
    [
        .. from contract in ContractDocument.All
           from found in contract.Root.Descendants().OfType<JProperty>()
           from example in found.Name switch
           {
               "examples" => found.Value.Select(named => ((JProperty)named).Value["value"]!),
               "example" when found.Path.Contains(".headers.", StringComparison.Ordinal) => [found.Value],
               _ => [],
           }
           select Place(contract, example),
    ];

    [Theory]
    [MemberData(nameof(Count))]
    public void Every_operation_of_every_contract_has_a_case(int count)
    {
        Assert.NotEmpty(Operations);
        Assert.Equal(Operations.Select(operation => operation.Name).Order(), ContractCase.All.Select(found => found.Operation.Name).Distinct().Order());
        Assert.Equal(count, ExampleTests.Successes.Count + ExampleTests.Failures.Count + ExampleTests.Pages.Count);
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Every_example_of_a_contract_is_used(int count)
    {
        var used = ContractCase.All.Where(found => found.Body is not null).Select(found => Place(found.Operation.Contract, found.Body!))
            .Concat(ContractCase.Requests.Select(found => Place(found.Operation.Contract, found.RequestExample!)))
            .Concat(ContractCase.Callbacks.Select(found => Place(found.Operation.Contract, found.Location!)));

        Assert.NotEqual(0, count);
        Assert.Equal(Examples.Order(), used.Distinct().Order());
    }

    private static string Place(ContractDocument contract, JToken example) => $"{contract.Name}: {example.Path}";
}
