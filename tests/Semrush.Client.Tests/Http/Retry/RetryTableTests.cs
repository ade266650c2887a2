using System.Net.Sockets;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>The table of the retry rules in the documentation is what calls show, for each status from 100 to 599.</summary>
public sealed class RetryTableTests
{
    [Fact]
    public async Task The_table_in_the_documentation_holds_for_500_statuses_and_3_causes()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "reliability.md"), The.Token);
        var rows = new List<string>
        {
            "| class | retried after | with `retryable: true` | with `retryable: false` | no connection | broken response | attempt timeout |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        };
        foreach (var operation in AnyOperation.Classes)
            rows.Add(await RowAsync(operation));
        var table = string.Join('\n', rows);

        Assert.True(
            document.ReplaceLineEndings("\n").Contains($"\n\n{table}\n\n", StringComparison.Ordinal),
            $"The rules have changed, or the table. Replace the one in docs/reliability.md, section \"Which failures are retried\", with this:\n\n{table}\n");
    }

    private static async Task<string> RowAsync(AnyOperation operation)
        => $"| `{operation.Retry}` | {await AfterAsync(operation, "{}")} | {await AfterAsync(operation, """{"retryable":true}""")} | {await AfterAsync(operation, """{"retryable":false}""")} | "
            + $"{await AfterAsync(operation, new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)))} | "
            + $"{await AfterAsync(operation, new IOException("reset"))} | {await AfterAsync(operation, new TaskCanceledException("late", new TimeoutException()))} |";

    private static async Task<string> AfterAsync(AnyOperation operation, string error)
    {
        var (retried, others) = (new List<int>(), new List<int>());
        for (var status = 100; status < 600; status++)
            (await IsRetryableAsync(operation, () => Response.Error(status, error)) ? retried : others).Add(status);
        return (retried.Count, others.Count) switch
        {
            (0, _) => "nothing",
            (_, 0) => "everything",
            (_, < 100) => $"everything but {string.Join(' ', others)}",
            _ => string.Join(' ', retried),
        };
    }

    private static async Task<string> AfterAsync(AnyOperation operation, Exception cause) => await IsRetryableAsync(operation, () => throw cause) ? "yes" : "no";

    private static async Task<bool> IsRetryableAsync(AnyOperation operation, Func<HttpResponseMessage> respond)
        => Assert.IsAssignableFrom<SemrushApiException>((await operation.CallAsync(respond, retries: 0)).Failure).IsRetryable;
}
