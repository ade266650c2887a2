using System.Text;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>Other tools can read the contracts: a standard reader reports no fault.</summary>
public sealed class StandardReaderTests
{
    public static TheoryData<string> Contracts => [.. ContractDocument.All.Select(contract => contract.Name)];

    [Theory]
    [MemberData(nameof(Contracts))]
    public async Task Standard_reader_finds_no_fault(string name)
    {
        var json = ContractDocument.All.Single(contract => contract.Name == name).Root.ToString();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));

        var read = await OpenApiDocument.LoadAsync(stream, OpenApiConstants.Json, new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() }, TestContext.Current.CancellationToken);

        Assert.Empty(read.Diagnostic!.Errors.Select(error => error.ToString()));
        Assert.Empty(read.Diagnostic.Warnings.Select(warning => warning.ToString()));
        Assert.NotEmpty(read.Document!.Paths);
    }
}
