using Semrush.Client.ContractTests.Contracts;

namespace Semrush.Client.ContractTests.Drill;

/// <summary>What a build does to the generated clients of deleted and of unchanged contracts, on a copy of the repository.</summary>
public sealed class RegenerationTests
{
    [Fact]
    public async Task Client_of_a_deleted_contract_is_deleted_and_that_of_a_new_one_is_generated()
    {
        // The only contract that no other part of the library needs; the handwritten part of its area is deleted with it.
        using var copy = new RepositoryCopy();
        Directory.Delete(copy.PathOf("src/Semrush.Client/MapRankTracker"), recursive: true);
        File.Move(copy.PathOf(DrillTests.Contract), copy.PathOf("contracts/Renamed.yaml"));

        await copy.DotnetAsync(Counts.AreFull ? ["build", DrillTests.Library] : DrillTests.Generate);

        Assert.False(File.Exists(copy.PathOf("generated/MapRankTracker.g.cs")));
        Assert.Contains("public partial class RenamedClient", copy.Read("generated/Renamed.g.cs"), StringComparison.Ordinal);
        if (!Counts.AreFull)
            return;
        var documentation = copy.Read("src/Semrush.Client/bin/Debug/net10.0/Semrush.Client.xml");
        Assert.DoesNotContain("MapRankTrackerClient", documentation, StringComparison.Ordinal);
        Assert.Contains("P:Semrush.Client.SemrushClient.Renamed", documentation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Regenerating_changes_nothing()
    {
        using var copy = new RepositoryCopy();
        var contracts = ContractDocument.All.Take(Counts.Of(few: 2, full: ContractDocument.All.Count));
        var before = contracts.ToDictionary(contract => contract.Name, contract => copy.Read($"generated/{contract.Name}.g.cs"));
        foreach (var name in before.Keys)
            File.Delete(copy.PathOf($"generated/{name}.g.cs"));

        var output = await copy.DotnetAsync(DrillTests.Generate);

        Assert.Equal(before.Count, DrillTests.Generations(output));
        Assert.All(before, client => Assert.Equal(client.Value, copy.Read($"generated/{client.Key}.g.cs")));
    }
}
