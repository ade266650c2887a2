namespace Semrush.Client.ContractTests.Wire;

public sealed class DisposedClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("no answer at all")]
    [InlineData("a body byte by byte")]
    public async Task A_read_that_is_under_way_says_that_its_client_was_disposed(string fault)
    {
        await using var server = new WireServer();
        var asked = new TaskCompletionSource();
        server.Script = _ => connection =>
        {
            asked.TrySetResult();
            return WireFault.Named(fault).Act(connection, 200);
        };
        await using var client = WireClient.Make("new", server);

        var call = client.Tracker.GetUserLimitsAsync(cancellationToken: Token);
        await asked.Task.WaitAsync(Token);
        client.Client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        Assert.Equal(1, server.Arrivals);
    }

    [Fact]
    public async Task A_body_that_is_being_read_ends_as_well()
    {
        await using var server = new WireServer();
        var isBegun = new TaskCompletionSource();
        server.Script = _ => async connection =>
        {
            await connection.ReadAsync();
            // More than the buffers of a connection hold: the end of this write says that the body is being read.
            await connection.WriteAsync(WireAnswer.Head(200, "Content-Type: application/json", "Content-Length: 16000000") + new string(' ', 8_000_000));
            isBegun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, connection.Stopping);
        };
        await using var client = WireClient.Make("new", server);

        var call = client.Tracker.GetUserLimitsAsync(cancellationToken: Token);
        await isBegun.Task.WaitAsync(Token);
        client.Client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        Assert.Equal(1, server.Arrivals);
    }

    [Fact]
    public async Task So_does_a_call_that_is_never_repeated()
    {
        await using var server = new WireServer();
        var asked = new TaskCompletionSource();
        server.Script = _ => connection =>
        {
            asked.TrySetResult();
            return WireFault.Named("no answer at all").Act(connection, 200);
        };
        await using var client = WireClient.Make("new", server);

        var call = client.Tracker.CollectCampaignAsync("382238af-b6ae-4002-b6f6-c4c917b2b324", cancellationToken: Token);
        await asked.Task.WaitAsync(Token);
        client.Client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        Assert.Equal(1, server.Arrivals);
    }
}
