using Semrush.Client.ContractTests.Canary;
using Semrush.Client.Http;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>Nothing stays behind after a call, however it ended.</summary>
[Collection(nameof(Alone))]
public sealed class ResourceTests
{
    private const int Callers = 20;

    // A page of a list that goes on.
    private const string Page = """{"meta":{"success":true,"status_code":200},"data":{"content":[{"id":"1"},{"id":"2"}],"last":false}}""";

    // More than is read of an error.
    private static readonly string LongText = new(' ', 200 * 1024);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_thousand_calls_leave_no_socket_no_timer_and_no_memory_behind()
    {
        await using var server = new WireServer { Script = _ => AnswerAsync };
        await using var client = WireClient.Make("new", server, retries: 0);

        // One token for all calls, as that of an application that is to stop: what they tie to it has to come off again.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await CallAsync(client, 2_000, stopping.Token);
        var early = Remains.Of(server);
        await CallAsync(client, 18_000, stopping.Token);
        var late = Remains.Of(server);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Resources: after 2,000 calls {early}; after 20,000 {late}; {server.Arrivals:N0} requests, {server.Accepted:N0} connections, {server.Peak} at once");
        Assert.InRange(late.Sockets, 0, Callers);
        Assert.InRange(server.Peak, 1, 4 * Callers);
        Assert.InRange(late.Timers, 0, early.Timers + 5);
        // Less than 60 bytes for each call; the pools of the runtime fill and empty as they like.
        Assert.InRange(late.Bytes, 0, early.Bytes + (1024 * 1024));
    }

    private static Task CallAsync(WireClient client, int calls, CancellationToken token) => Parallel.ForEachAsync(
        Enumerable.Range(0, calls),
        new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = Token },
        async (number, _) => await ((number % 10) switch
        {
            6 => BreakOffAsync(client, token),
            7 => CancelAsync(client, token),
            8 => Assert.ThrowsAsync<SemrushApiException>(() => client.Tracker.GetCampaignAsync(number % 20 == 8 ? "refused" : "refused at length", token)),
            9 => Assert.ThrowsAsync<SemrushConnectionException>(() => client.Tracker.GetCampaignAsync(number % 20 == 9 ? "reset" : "cut", token)),
            _ => client.Tracker.GetCampaignAsync("good", token),
        }));

    private static async Task BreakOffAsync(WireClient client, CancellationToken token)
    {
        await foreach (var _ in client.Tracker.GetCampaignsAsync(cancellationToken: token))
            break;
    }

    private static async Task CancelAsync(WireClient client, CancellationToken token)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(token);
        var call = client.Tracker.GetCampaignAsync("silent", cancellation.Token);
        await Task.Yield();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static async Task AnswerAsync(WireConnection connection)
    {
        var request = await connection.ReadAsync();
        switch (request.Target.Split('/')[^1])
        {
            case "refused":
                await connection.WriteAsync(WireAnswer.Text(500, "{}"));
                break;
            case "refused%20at%20length":
                await connection.WriteAsync(WireAnswer.Text(500, LongText));
                break;
            case "reset":
                connection.Reset();
                break;
            case "cut":
                await connection.WriteAsync(WireAnswer.Text(200, WireAnswer.Json)[..^10]);
                connection.Reset();
                break;
            case "silent":
                await connection.IsAskedAsync();
                break;
            case "good":
                await connection.WriteAsync(WireAnswer.Text(200, WireAnswer.Json));
                break;
            default:
                await connection.WriteAsync(WireAnswer.Text(200, Page));
                break;
        }
    }
}
