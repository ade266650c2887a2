using Semrush.Client.ContractTests.Contracts;

namespace Semrush.Client.ContractTests.Examples;

public sealed class CoverageTests
{
    private static readonly IReadOnlyList<OperationDocument> Operations = [.. ContractDocument.All.SelectMany(contract => contract.Operations)];

    /// <summary>The count stands in the name of the test, so that every list of tests shows it.</summary>
    public static IEnumerable<TheoryDataRow<int>> Count =>
    [
        new(ContractCase.All.Count)
        {
            TestDisplayName = $"Every operation has a case: {ContractDocument.All.Count} contracts, {Operations.Count} operations, {ContractCase.All.Count} documented answers "
                + $"({ExampleTests.Successes.Count} successes, {ExampleTests.Failures.Count} errors, {ExampleTests.Pages.Count} pages)",
        },
    ];

    [Theory]
    [MemberData(nameof(Count))]
    public void Every_operation_of_every_contract_has_a_case(int count)
    {
        Assert.NotEmpty(Operations);
        Assert.Equal(Operations.Select(operation => operation.Name).Order(), ContractCase.All.Select(found => found.Operation.Name).Distinct().Order());
        Assert.Equal(count, ExampleTests.Successes.Count + ExampleTests.Failures.Count + ExampleTests.Pages.Count);
    }
}
