using Semrush.Client.ContractTests.Contracts;

namespace Semrush.Client.ContractTests.Examples;

public sealed class CoverageTests
{
    [Fact]
    public void Every_operation_of_every_contract_has_a_case()
    {
        var operations = ContractDocument.All.SelectMany(contract => contract.Operations).ToList();
        var cases = ContractCase.All;

        TestContext.Current.SendDiagnosticMessage(
            "Contract cases: {0} contracts, {1} operations, {2} documented answers ({3} successes, {4} errors, {5} pages).",
            ContractDocument.All.Count, operations.Count, cases.Count, ExampleTests.Successes.Count, ExampleTests.Failures.Count, ExampleTests.Pages.Count);

        Assert.NotEmpty(operations);
        Assert.Equal(operations.Select(operation => operation.Name).Order(), cases.Select(found => found.Operation.Name).Distinct().Order());
        Assert.Equal(cases.Count, ExampleTests.Successes.Count + ExampleTests.Failures.Count + ExampleTests.Pages.Count);
    }
}
