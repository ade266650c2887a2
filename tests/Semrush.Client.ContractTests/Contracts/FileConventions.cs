using Semrush.Client.Authentication;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>The rule of contracts/README.md that needs types of the library. ContractCheck has the others.</summary>
public sealed class FileConventions
{
    public static TheoryData<string> Contracts => [.. ContractDocument.All.Select(contract => contract.Name)];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Host_of_a_contract_with_a_credential_is_known(string name)
    {
        var contract = ContractDocument.All.Single(contract => contract.Name == name);
        if (contract.Operations.Any(operation => operation.IsAuthenticated))
            Assert.Contains(new Uri((string)contract.Root["servers"]![0]!["url"]!).Host, CredentialHosts.Semrush.Names.Concat(CredentialHosts.Ahrefs.Names));
    }
}
