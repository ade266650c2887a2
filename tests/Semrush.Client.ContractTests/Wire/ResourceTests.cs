using Semrush.Client.ContractTests.Canary;
using Semrush.Client.ContractTests.Limits;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>Nothing stays behind after a call, however it ended.</summary>
[Collection(nameof(Alone))]
public sealed class ResourceTests
{
    private const int Callers = 20;

    private static readonly int First = Counts.Of(few: 1_000, full: 2_000);
    private static readonly int More = Counts.Of(few: 2_000, full: 9_000);

    // A page of a list that goes on.
    private const string Page = """{"meta":{"success":true,"status_code":200},"data":{"content":[{"id":"1"},{"id":"2"}],"last":false}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thousands_of_calls_leave_no_socket_no_timer_and_no_memory_behind()
    {
        await using var server = new WireServer { Script = _ => AnswerAsync };
        var options = WireClient.Configure(new(), server, retries: 0);
        // Enough for all of them, so that what is left of the permits can be told, too.
        (options.RateLimit.Enabled, options.RateLimit.RequestsPerSecond, options.RateLimit.ConcurrentRequests) = (true, 20_000, Callers);
        await using var client = new WireClient(new SemrushClient(options));
        var permits = new Permits(WireClient.ApiKey, options.RateLimit);

        // One token for all calls, as that of an application that is to stop: what they tie to it has to come off again.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await CallAsync(client, First, stopping.Token);
        await permits.AssertAllBackAsync(atLeast: server.Arrivals, Token);
        var early = Remains.Of(server);
        await CallAsync(client, More, stopping.Token);
        await permits.AssertAllBackAsync(atLeast: server.Arrivals, Token);
        var middle = Remains.Of(server);
        await CallAsync(client, More, stopping.Token);
        await permits.AssertAllBackAsync(atLeast: server.Arrivals, Token);
        var late = Remains.Of(server);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Resources: after {First:N0} calls {early}; after {First + More:N0} {middle}; after {First + (2 * More):N0} {late}; {server.Arrivals:N0} requests, {server.Accepted:N0} connections, {server.Peak} at once; "
                + $"{(middle.Bytes - early.Bytes) / 1024:N0} and {(late.Bytes - middle.Bytes) / 1024:N0} KiB more");
        Assert.InRange(late.Sockets, 0, Callers);
        Assert.InRange(server.Peak, 1, 4 * Callers);
        Assert.InRange(late.Timers, 0, early.Timers + 5);
        // With the full count, less than 30 bytes for each call, in each phase.
        Assert.All([middle.Bytes - early.Bytes, late.Bytes - middle.Bytes], growth => Assert.InRange(growth, long.MinValue, 256 * 1024));
    }

    private static Task CallAsync(WireClient client, int calls, CancellationToken token) => Parallel.ForEachAsync(
        Enumerable.Range(0, calls),
        new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = Token },
        async (number, _) => await ((number % 10) switch
        {
            6 => BreakOffAsync(client, token),
            7 => CancelAsync(client, token),
            8 => Assert.ThrowsAsync<SemrushApiException>(() => client.Tracker.GetCampaignAsync("refused", cancellationToken: token)),
            9 => Assert.ThrowsAsync<SemrushConnectionException>(() => client.Tracker.GetCampaignAsync(number % 20 == 9 ? "reset" : "cut", cancellationToken: token)),
            _ => client.Tracker.GetCampaignAsync("good", cancellationToken: token),
        }));

    private static async Task BreakOffAsync(WireClient client, CancellationToken token)
    {
        await foreach (var _ in client.Tracker.GetCampaignsAsync(cancellationToken: token))
            break;
    }

    private static async Task CancelAsync(WireClient client, CancellationToken token)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(token);
        var call = client.Tracker.GetCampaignAsync("silent", cancellationToken: cancellation.Token);
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
