using System.Security.Authentication;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>A proxy: a request that fails before the tunnel to Semrush is open was never sent, and <c>ConnectTimeout</c> includes the tunnel.</summary>
public sealed class TunnelTests
{
    private const string Opened = "HTTP/1.1 200 OK\r\n\r\n";
    private static readonly TimeSpan ShortTime = TimeSpan.FromMilliseconds(400);

    // A handshake on a busy machine takes less.
    private static readonly TimeSpan LongTime = TimeSpan.FromSeconds(4);

    private static readonly Dictionary<string, (Func<WireConnection, Task> Act, string Words, bool IsLasting)> Acts = new()
    {
        ["no response"] = (connection => connection.UntilStoppedAsync(), "no connection to {proxy} could be made", false),
        ["closed"] = (connection => WireFault.Named("closed without a response").Act(connection, 0), "no connection to {proxy} could be made", false),
        ["502"] = (WireResponse.Sending(WireResponse.Head(502, "Content-Length: 0")), "the proxy {proxy} opened no tunnel to {target}", false),
        ["407"] = (WireResponse.Sending(WireResponse.Head(407, "Content-Length: 0")), "the proxy {proxy} requires authentication (407)", true),
        ["a silent server"] = (async connection =>
        {
            await WireResponse.Sending(Opened)(connection);
            await connection.UntilStoppedAsync();
        }, "the TLS handshake with {target} failed, or took longer than ConnectTimeout", false),
        ["a server without a trusted certificate"] = (connection => ServeAsync(connection, TimeSpan.Zero), "the TLS certificate of {target} is not trusted.", true),
    };

    public static TheoryData<string> Names => [.. Acts.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Write_that_failed_at_the_proxy_was_never_sent(string name)
    {
        var (act, words, isLasting) = Acts[name];
        await using var proxy = new WireServer { Script = _ => act };
        var target = Target(proxy, "user:canary-proxy-7d1a@");
        await using var client = WireClient.Make("new", proxy, retries: 2, configure: (options, _) =>
            (options.BaseAddress, options.ConnectTimeout) = (target, name is "no response" or "a silent server" ? ShortTime : WireClient.LongEnough));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.Tracker.DeleteCampaignAsync(WireClient.CampaignId, cancellationToken: Token));

        var tries = isLasting ? 1 : 3;
        Assert.Equal((true, false, !isLasting, tries, tries), (failure.NeverSent, failure.IsTimeout, failure.IsRetryable, failure.Attempts, proxy.Arrivals));
        Assert.Contains(words.Replace("{proxy}", proxy.Address.Authority, StringComparison.Ordinal).Replace("{target}", target.Host + ":443", StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Response_through_a_tunnel_may_take_longer_than_the_handshake(SslProtocols version)
    {
        await using var proxy = new WireServer { Script = _ => connection => ServeAsync(connection, LongTime * 1.2, version) };
        var target = Target(proxy);
        await using var client = Tls.Trusting(options =>
        {
            WireClient.Configure(options, proxy, retries: 2);
            (options.BaseAddress, options.ConnectTimeout) = (target, LongTime);
        });

        Assert.NotNull(await client.Tracker.GetUserLimitsAsync(cancellationToken: Token));
        Assert.Equal(1, proxy.Accepted);
    }

    // A separate host for each test: the proxies are looked up by host.
    private static Uri Target(WireServer proxy, string user = "")
    {
        var target = new Uri($"https://{Guid.NewGuid():N}.example/");
        DefaultProxies.Set(target, new($"http://{user}{proxy.Address.Authority}/"));
        return target;
    }

    private static async Task ServeAsync(WireConnection connection, TimeSpan delay, SslProtocols version = SslProtocols.None)
    {
        await WireResponse.Sending(Opened)(connection);
        await Tls.ServeAsync(connection, delay, version);
    }
}
