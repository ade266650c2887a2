using System.Globalization;
using Semrush.Client.ContractTests.Canary;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>A call leaves nothing behind, however it ends.</summary>
[Collection(nameof(Alone))]
public sealed class ResourceTests
{
    private const int Callers = 20;

    private static readonly int First = Counts.Of(few: 1_000, full: 2_000);
    private static readonly int More = Counts.Of(few: 2_000, full: 9_000);

    // A page that is not the last.
    private const string Page = """{"meta":{"success":true,"status_code":200},"data":{"content":[{"id":"1"},{"id":"2"}],"last":false}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thousands_of_calls_leak_no_socket_no_timer_and_no_memory()
    {
        await using var server = new WireServer { Script = _ => RespondAsync };
        var options = WireClient.Configure(new(), server, retries: 0);
        // Enough for all of them; the permits of the limit have to come back as well.
        (options.RateLimit.Enabled, options.RateLimit.RequestsPerSecond, options.RateLimit.ConcurrentRequests) = (true, 20_000, Callers);
        await using var client = new WireClient(new SemrushClient(options));

        // One token for all calls, as that of an application that stops: each registration with it has to be removed.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await CallAsync(client, First, stopping.Token);
        await WireClient.AssertAllPermitsAreBackAsync(server, client.Client, Callers, Token);
        var early = await RemainsAsync(server);
        await CallAsync(client, More, stopping.Token);
        await WireClient.AssertAllPermitsAreBackAsync(server, client.Client, Callers, Token);
        var middle = await RemainsAsync(server);
        await CallAsync(client, More, stopping.Token);
        await WireClient.AssertAllPermitsAreBackAsync(server, client.Client, Callers, Token);
        var late = await RemainsAsync(server);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Resources: after {First:N0} calls {early}; after {First + More:N0} {middle}; after {First + (2 * More):N0} {late}; {server.Arrivals:N0} requests, {server.Accepted:N0} connections, {server.Peak} at once; "
                + $"{(middle.Bytes - early.Bytes) / 1024:N0} and {(late.Bytes - middle.Bytes) / 1024:N0} KiB more");
        Assert.InRange(late.Sockets, 0, Callers);
        Assert.InRange(server.Peak, 1, 4 * Callers);
        Assert.InRange(late.Timers, 0, early.Timers + 5);
        // With the full count, less than 30 bytes for each call, in each phase.
        Assert.All([middle.Bytes - early.Bytes, late.Bytes - middle.Bytes], growth => Assert.InRange(growth, long.MinValue, 256 * 1024));
    }

    // A permit is kept for as long as its start counts.
    private static async Task<Remains> RemainsAsync(WireServer server)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.1), TimeProvider.System, Token);
        return Remains.Of(server);
    }

    private static Task CallAsync(WireClient client, int calls, CancellationToken token) => Parallel.ForEachAsync(
        Enumerable.Range(0, calls),
        new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = Token },
        async (number, _) => await ((number % 10) switch
        {
            6 => BreakOffAsync(client, token),
            7 => CancelAsync(client, token),
            8 => Assert.ThrowsAsync<SemrushApiException>(() => client.Tracker.GetCampaignAsync("failed", cancellationToken: token)),
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

    private static async Task RespondAsync(WireConnection connection)
    {
        var request = await connection.ReadAsync();
        switch (request.Target.Split('/')[^1])
        {
            case "failed":
                await connection.WriteAsync(WireResponse.Text(500, "{}"));
                break;
            case "reset":
                connection.Reset();
                break;
            case "cut":
                await connection.WriteAsync(WireResponse.Text(200, WireResponse.Json)[..^10]);
                connection.Reset();
                break;
            case "silent":
                await connection.IsAskedAsync();
                break;
            case "good":
                await connection.WriteAsync(WireResponse.Text(200, WireResponse.Json));
                break;
            default:
                await connection.WriteAsync(WireResponse.Text(200, Page));
                break;
        }
    }
}

/// <summary>What is in use when no call is under way.</summary>
/// <param name="Sockets">The connections that are open.</param>
/// <param name="Timers">The timers that wait.</param>
/// <param name="Bytes">The managed memory that is in use.</param>
internal sealed record Remains(int Sockets, long Timers, long Bytes)
{
    public static Remains Of(WireServer server)
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return new(server.Open, Timer.ActiveCount, GC.GetTotalMemory(forceFullCollection: true));
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Sockets} sockets, {Timers} timers, {Bytes / 1024.0 / 1024.0:0.0} MiB");
}
