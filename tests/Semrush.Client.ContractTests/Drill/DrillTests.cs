using Semrush.Client.ContractTests.Emulator;
using Semrush.Client.ContractTests.Examples;

namespace Semrush.Client.ContractTests.Drill;

/// <summary>The steps of a maintainer, on a copy of the repository: generating and compiling, and with the full counts the tests of the copy as well.</summary>
public sealed class DrillTests
{
    internal const string Library = "src/Semrush.Client/Semrush.Client.csproj";
    internal static readonly string[] Generate = ["msbuild", Library, "-restore", "-t:GenerateClients"];
    internal const string Contract = "contracts/MapRankTracker.yaml";

    private static readonly (string Name, string Text)[] New =
        [(NewContract.Name, NewContract.Text), (EveryForm.Name, EveryForm.Text), (NoContent.Name, NoContent.Text)];

    [Fact]
    public async Task Operation_that_is_added_to_a_contract_has_a_method_a_route_and_a_test_after_one_build()
    {
        using var copy = new RepositoryCopy();
        if (Counts.AreFull)
        {
            await copy.DotnetAsync("build", Library);
            Assert.Equal(0, Generations(await copy.DotnetAsync("build", Library)));
        }

        await File.WriteAllTextAsync(copy.PathOf(Contract), Growth.Of(NewOperation.AddTo(copy.Read(Contract))), TestContext.Current.CancellationToken);
        foreach (var (name, text) in New)
            await File.WriteAllTextAsync(copy.PathOf($"contracts/{name}.yaml"), text, TestContext.Current.CancellationToken);
        var build = await copy.DotnetAsync("build", Library, $"-p:RunAnalyzers={Counts.AreFull}", $"-p:GenerateDocumentationFile={Counts.AreFull}");
        Assert.Equal(1 + New.Length, Generations(build));
        Assert.All(New.Select(contract => contract.Name).Append("MapRankTracker"), name => Assert.Contains($"Generating the client of {name}", build, StringComparison.Ordinal));
        Assert.Contains(
            "public virtual Task<AuditTrail> GetAuditTrailAsync(string campaignId, bool withSystem, GetAuditTrailOptions? options = null, CancellationToken cancellationToken = default)",
            copy.Read("generated/MapRankTracker.g.cs"), StringComparison.Ordinal);
        Assert.Contains("Limit = new(30, 60, 2),", copy.Read("generated/MapRankTracker.g.cs"), StringComparison.Ordinal);
        Assert.All(EveryForm.Methods, method => Assert.Contains(method, copy.Read($"generated/{EveryForm.Name}.g.cs"), StringComparison.Ordinal));
        // A program that was compiled against the library as it is runs on the larger one.
        Assert.Contains("The old program runs.", await copy.RunOldProgramAsync(), StringComparison.Ordinal);
        if (!Counts.AreFull)
            return;

        Assert.Equal(0, Generations(await copy.DotnetAsync("build", Library)));
        // The tests of the copy find the new operations by themselves: through WireMock, through the emulator's route, and as conventions.
        const string Project = "tests/Semrush.Client.ContractTests/Semrush.Client.ContractTests.csproj";
        // Kiota 1.38 generates C# that does not compile if the name of a parameter starts with a digit.
        const string Kiota = "contracts/Kiota.targets";
        var settings = copy.Read(Kiota).Replace("*.yaml\" />", $"*.yaml\" Exclude=\"$(ContractsFolder){NewContract.Name}.yaml\" />", StringComparison.Ordinal);
        await File.WriteAllTextAsync(copy.PathOf(Kiota), settings, TestContext.Current.CancellationToken);
        await copy.DotnetAsync("build", Project);
        var tests = await copy.DotnetAsync("run", "--no-build", "--project", Project, "--", "-class", "*ExampleTests", "-class", "*PagedListTests", "-class", "*EmulatorRouteTests", "-class", "*Conventions", "-class", "*WrongContractTests", "-class", "*StandardReaderTests", "-class", "*CoverageTests", "-reporter", "verbose", "-noColor");
        Assert.All(
            [nameof(ExampleTests), nameof(EmulatorRouteTests)],
            test => Assert.Matches($@"\.{test}\.\w+\(found: MapRankTracker\.{NewOperation.Id} 200 trail\) \[FINISHED\]", tests));
        Assert.All(
            ["CreateReports 200 some", "SetReports 204 without body", "GetReports 200 page"],
            found => Assert.Matches($@"Documented_response_survives_the_round_trip\(found: {NewContract.Name}\.{found}\) \[FINISHED\]", tests));
        Assert.All(
            EveryForm.Examples,
            found => Assert.All(
                ["Documented_response_survives_the_round_trip", "An_operation_without_state_responds_with_its_example"],
                test => Assert.Matches($@"{test}\(found: {found}\) \[FINISHED\]", tests)));
        Assert.All(
            ["GetNumbered", "GetShort", "GetTotal", "GetCursor"],
            name => Assert.Matches($@"PagedListTests\.Whole_list\w+\(name: ""{EveryForm.Name}\.{name}"", onLastPage: 1, prefetch: 2\) \[FINISHED\]", tests));
        Assert.Matches($@"Documented_page_is_the_first_of_an_enumeration\(found: {NewContract.Name}\.GetReports 200 page\) \[FINISHED\]", tests);
        Assert.Contains("Failed: 0", tests, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistake_in_a_contract_is_one_error_of_the_build_and_nothing_is_generated()
    {
        using var copy = new RepositoryCopy();
        await File.WriteAllTextAsync(copy.PathOf(Contract), copy.Read(Contract).Replace("      operationId: GetUserLimits\n", "      operationId: GetUserLimits\n      callbacks: {}\n", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var line = copy.Read(Contract).Split('\n').IndexOf("      callbacks: {}") + 1;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => copy.DotnetAsync([.. Generate, "-consoleLoggerParameters:NoSummary"]));

        Assert.StartsWith($"{copy.PathOf(Contract)}({line},7): error SEMRUSH004: GetUserLimits: ", Assert.Single(failure.Message.Split('\n'), text => text.Contains("error", StringComparison.Ordinal)).TrimStart(), StringComparison.Ordinal);
        Assert.DoesNotContain("exited with code", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, Generations(failure.Message));
    }

    internal static int Generations(string output) => output.Split("Generating the client of ").Length - 1;
}
