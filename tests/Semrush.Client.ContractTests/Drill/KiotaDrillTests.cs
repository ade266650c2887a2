namespace Semrush.Client.ContractTests.Drill;

/// <summary>What a build generates with NSwag and with Kiota after a change of one contract, on a copy of the repository.</summary>
public sealed class KiotaDrillTests
{
    private const string Sample = "samples/Kiota";
    private const string Contract = "contracts/Projects.yaml";

    [Fact]
    public async Task Both_generators_run_once_for_the_contract_that_changed_and_an_unlisted_warning_fails_each_build()
    {
        using var copy = new RepositoryCopy();
        Assert.Empty(Generated(await copy.DotnetAsync(Counts.AreFull ? ["build", Sample] : ["msbuild", Sample, "-restore", "-t:GenerateKiotaClients"])));
        if (!Counts.AreFull)
            return;

        await File.AppendAllTextAsync(copy.PathOf(Contract), "# A change.\n", TestContext.Current.CancellationToken);
        Assert.Equal(
            ["Generating Kiota's client of Projects", "Generating the client of Projects"],
            Generated(await copy.DotnetAsync("build", Sample)).Order(StringComparer.Ordinal));
        Assert.Empty(Generated(await copy.DotnetAsync("build", Sample)));

        var contract = copy.Read(Contract).Replace("format: int64", "format: hostname", StringComparison.Ordinal);
        await File.WriteAllTextAsync(copy.PathOf(Contract), contract, TestContext.Current.CancellationToken);
        for (var build = 0; build < 2; build++)
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(
                () => copy.DotnetAsync("msbuild", Sample, "-t:GenerateKiotaClients"));
            Assert.Contains("error KIOTA001: Projects.yaml: Kiota printed what", failure.Message, StringComparison.Ordinal);
            Assert.Contains("The format hostname is not supported by Kiota", failure.Message, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Generated(string output)
        => output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Generating ", StringComparison.Ordinal));
}
