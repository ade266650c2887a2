namespace Semrush.Client.ContractTests.Wire;

public sealed class DisposedClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("no response")]
    [InlineData("a body byte by byte")]
    public async Task Call_of_a_disposed_client_ends(string fault)
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
    public async Task Reading_of_a_body_ends()
    {
        await using var server = new WireServer();
        var isBegun = new TaskCompletionSource();
        server.Script = _ => async connection =>
        {
            await connection.ReadAsync();
            // More than the buffers of a connection hold: when this write ends, the client is reading the body.
            await connection.WriteAsync(WireResponse.Head(200, "Content-Type: application/json", "Content-Length: 16000000") + new string(' ', 8_000_000));
            isBegun.SetResult();
            await connection.UntilStoppedAsync();
        };
        await using var client = WireClient.Make("new", server);

        var call = client.Tracker.GetUserLimitsAsync(cancellationToken: Token);
        await isBegun.Task.WaitAsync(Token);
        client.Client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        Assert.Equal(1, server.Arrivals);
    }

    [Fact]
    public async Task Call_that_is_never_retried_ends()
    {
        await using var server = new WireServer();
        var asked = new TaskCompletionSource();
        server.Script = _ => connection =>
        {
            asked.TrySetResult();
            return WireFault.Named("no response").Act(connection, 200);
        };
        await using var client = WireClient.Make("new", server);

        var call = client.Tracker.CollectCampaignAsync(WireClient.CampaignId, cancellationToken: Token);
        await asked.Task.WaitAsync(Token);
        client.Client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        Assert.Equal(1, server.Arrivals);
    }
}
