using Semrush.Client.ContractTests.Canary;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>A body is read up to a limit, and nothing beyond it is kept.</summary>
[Collection(nameof(Alone))]
public sealed class BoundedBodyTests
{
    private const int Kilobyte = 1024;
    private const int Megabyte = 1024 * Kilobyte;
    private const long Endless = 1024L * Megabyte;

    // The buffers of the systems at both ends, and what the runtime drains to keep the connection.
    private const int Underway = 16 * Megabyte;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500, "Content-Length: 1073741824", 64 * Kilobyte)]
    [InlineData(429, "Connection: close", 64 * Kilobyte)]
    [InlineData(200, "Content-Length: 1073741824", 64 * Megabyte)]
    [InlineData(200, "Connection: close", 64 * Megabyte)]
    public async Task Body_of_a_gigabyte_is_not_read_beyond_the_limit(int status, string header, int limit)
    {
        await using var server = new WireServer();
        var sent = new TaskCompletionSource<long>();
        server.Script = _ => connection => PourAsync(connection, WireResponse.Head(status, header), sent);
        await using var client = CreateClient(server);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.Tracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.Equal((status, 64 * Kilobyte), ((int)failure.StatusCode!, failure.RawBody!.Length));
        Assert.InRange(await sent.Task.WaitAsync(Token), limit, limit + Underway);
    }

    [Theory]
    [InlineData(200, 144)]
    [InlineData(500, 4)]
    public async Task Gzip_bomb_takes_no_more_memory_than_the_limit_of_its_response(int status, int megabytes)
    {
        await using var server = new WireServer();
        await using var client = CreateClient(server);
        await client.Tracker.GetUserLimitsAsync(cancellationToken: Token);
        var packed = WireFault.PackedBomb;
        server.Script = _ => async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync(WireResponse.Bytes(status, packed, "Content-Encoding: gzip"));
        };
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.Tracker.GetUserLimitsAsync(cancellationToken: Token));

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{allocated / Megabyte} MiB allocated for a bomb with status {status}");
        Assert.Equal(status, (int)failure.StatusCode!);
        Assert.InRange(allocated, 0, megabytes * (long)Megabyte);
    }

    [Fact]
    public async Task Buffers_of_broken_bodies_are_returned()
    {
        const int Calls = 50;
        await using var server = new WireServer();
        server.Script = _ => async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync(WireResponse.Head(200, $"Content-Length: {3 * Megabyte}"));
            await connection.WriteAsync(new byte[Megabyte]);
            connection.Reset();
        };
        await using var client = CreateClient(server);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        for (var call = 0; call < Calls; call++)
            await Assert.ThrowsAsync<SemrushConnectionException>(() => client.Tracker.GetUserLimitsAsync(cancellationToken: Token));

        // The server makes a body of one megabyte for each; a client that kept its buffers would need four more.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 2L * Calls * Megabyte);
    }

    [Theory]
    [InlineData(200 * Kilobyte)]
    [InlineData(8 * Megabyte)]
    public async Task Connection_of_a_cut_body_is_closed(int length)
    {
        await using var server = new WireServer();
        var response = WireResponse.Bytes(500, new byte[length]);
        server.Script = _ => async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync(response);
        };
        await using var client = CreateClient(server);
        // A garbage collection would close a forgotten connection.
        Assert.True(GC.TryStartNoGCRegion(64 * Megabyte));
        try
        {
            for (var call = 0; call < 20; call++)
                await Assert.ThrowsAsync<SemrushApiException>(() => client.Tracker.GetUserLimitsAsync(cancellationToken: Token));
            for (var wait = 0; wait < 3000 && server.Open > 1; wait++)
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);

            Assert.InRange(server.Open, 0, 1);
        }
        finally
        {
            GC.EndNoGCRegion();
        }
    }

    private static WireClient CreateClient(WireServer server)
    {
        var options = WireClient.Configure(new(), server, retries: 0);
        options.AttemptTimeout = TimeSpan.FromMinutes(1);
        return new(new SemrushClient(options));
    }

    private static async Task PourAsync(WireConnection connection, string head, TaskCompletionSource<long> sent)
    {
        try
        {
            await WireResponse.Sending(head)(connection);
            var some = new byte[64 * Kilobyte];
            while (connection.Sent < Endless)
                await connection.WriteAsync(some);
        }
        finally
        {
            sent.SetResult(connection.Sent);
        }
    }
}
