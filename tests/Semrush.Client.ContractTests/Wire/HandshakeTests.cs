namespace Semrush.Client.ContractTests.Wire;

/// <summary>A TLS handshake that fails: the request was not sent, so a write may be retried, and an operation that spends credits is not.</summary>
public sealed class HandshakeTests
{
    // No handshake succeeds on these connections.
    private static readonly TimeSpan ShortTime = TimeSpan.FromMilliseconds(200);

    // A handshake on a busy machine takes less.
    private static readonly TimeSpan LongTime = TimeSpan.FromSeconds(3);

    private static readonly Dictionary<string, Func<WireConnection, Task>> Acts = new()
    {
        ["reset"] = connection =>
        {
            connection.Reset();
            return Task.CompletedTask;
        },
        ["closed"] = connection => connection.CloseAsync(),
        ["plain HTTP"] = WireResponse.Sending(WireResponse.Text(400, "{}")),
        ["silence"] = connection => connection.UntilStoppedAsync(),
    };

    public static TheoryData<string, string> Faults => [.. from act in Acts.Keys from maker in WireClient.Makers select new TheoryDataRow<string, string>(act, maker)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Failed_handshake_has_sent_nothing(string act, string maker)
    {
        await using var server = new WireServer { Script = _ => Acts[act] };
        await using var client = WireClient.Make(maker, server, configure: Encrypted);

        var deleted = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.Tracker.DeleteCampaignAsync(WireClient.CampaignId, cancellationToken: Token));
        var tries = server.Accepted;
        var collected = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.Tracker.CollectCampaignAsync(WireClient.CampaignId, cancellationToken: Token));

        Assert.Equal((true, false, true, 4, 4), (deleted.NeverSent, deleted.IsTimeout, deleted.IsRetryable, deleted.Attempts, tries));
        Assert.Equal((true, false, 1, 5), (collected.NeverSent, collected.IsRetryable, collected.Attempts, server.Accepted));
    }

    [Fact]
    public async Task Untrusted_certificate_is_named_and_not_retried()
    {
        foreach (var maker in WireClient.Makers)
        {
            await using var server = new WireServer { Script = _ => connection => Tls.ServeAsync(connection, TimeSpan.Zero) };
            await using var client = WireClient.Make(maker, server, configure: static (options, server) =>
            {
                Encrypted(options, server);
                options.ConnectTimeout = WireClient.LongEnough; // a handshake that is only slow would be retried
            });

            var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.Tracker.GetUserLimitsAsync(cancellationToken: Token));

            Assert.Equal((true, false, 1, 1), (failure.NeverSent, failure.IsRetryable, failure.Attempts, server.Accepted));
            Assert.StartsWith($"Semrush did not respond to MapRankTracker.GetUserLimits: the TLS certificate of {server.Address.Authority} is not trusted. ", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Response_may_take_longer_than_the_limit_of_the_handshake()
    {
        await using var server = new WireServer { Script = _ => connection => Tls.ServeAsync(connection, LongTime * 1.2) };
        await using var client = Tls.Trusting(options =>
        {
            WireClient.Configure(options, server, retries: 0);
            Encrypted(options, server);
            options.ConnectTimeout = LongTime;
        });

        Assert.NotNull(await client.Tracker.GetUserLimitsAsync(cancellationToken: Token));
        Assert.Equal(1, server.Accepted);
    }

    private static void Encrypted(SemrushClientOptions options, WireServer server)
        => (options.BaseAddress, options.ConnectTimeout) = (new UriBuilder(server.Address) { Scheme = "https" }.Uri, ShortTime);
}
