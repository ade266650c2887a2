namespace Semrush.Client.Tests.Http.Retry;

/// <summary>What readers are told of the retry rules is what the rules do, for each status from 100 to 599.</summary>
public sealed class RetryTableTests
{
    [Fact]
    public void The_table_in_the_documentation_is_that_of_the_code_for_500_statuses_and_3_causes()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reliability.md")).ReplaceLineEndings("\n");
        var table = RetryTable.Render();

        Assert.True(
            document.Contains($"\n\n{table}\n\n", StringComparison.Ordinal),
            $"The rules have changed, or the table. Replace the one in docs/reliability.md, section \"Which failures are retried\", with this:\n\n{table}\n");
    }
}
