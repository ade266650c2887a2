using Semrush.Client.Authentication;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>The rules of contracts/README.md for files: their names become those of clients, and their hosts are known.</summary>
public sealed class FileConventions
{
    // Namespaces of the library, and members of SemrushClient.
    private static readonly string[] Reserved = ["Http", "Authentication", "DependencyInjection", "Testing", "AspNetCore", "Timestamp", "Dispose", "SemrushClient", "SemrushClientOptions"];

    public static TheoryData<string> Contracts => [.. ContractDocument.All.Select(contract => contract.Name)];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Name_of_a_contract_is_a_type_name_and_unique(string name)
    {
        Assert.Matches("^[A-Z][A-Za-z0-9]*$", name);
        Assert.DoesNotContain(name, Reserved);
        // Inside its namespace, the name would mean the schema.
        Assert.DoesNotContain(ContractDocument.All.SelectMany(contract => contract.Schemas), schema => schema.Key == name);
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Host_of_a_contract_with_a_credential_is_known(string name)
    {
        var contract = ContractDocument.All.Single(contract => contract.Name == name);
        if (contract.Operations.Any(operation => operation.IsAuthenticated))
            Assert.Contains(new Uri((string)contract.Root["servers"]![0]!["url"]!).Host, CredentialHosts.Semrush.Names.Concat(CredentialHosts.Ahrefs.Names));
    }

    [Fact]
    public void Every_contract_file_has_the_extension_yaml()
    {
        var folder = Path.Combine(Repository.Root, "contracts");

        Assert.Equal(ContractDocument.All.Select(contract => contract.Name + ".yaml").Append("redocly.yml").Order(), Files("*.y*ml").Concat(Files("*.json")).Order());

        IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(folder, pattern).Select(file => Path.GetFileName(file));
    }
}
