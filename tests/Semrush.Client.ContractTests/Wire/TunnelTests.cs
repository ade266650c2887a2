using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>A proxy on the way: what it does before there is a connection to Semrush was never sent to Semrush, and takes no longer than any other step.</summary>
public sealed class TunnelTests
{
    private const string Opened = "HTTP/1.1 200 OK\r\n\r\n";
    private static readonly TimeSpan ShortTime = TimeSpan.FromMilliseconds(400);
    private static readonly X509Certificate2 Certificate = SelfSigned();

    private static readonly Dictionary<string, (Func<WireConnection, Task> Act, string Words, bool IsLasting)> Acts = new()
    {
        ["no response"] = (Silent, "no connection to {proxy} could be made", false),
        ["closed"] = (connection => WireFault.Named("closed without an answer").Act(connection, 0), "no connection to {proxy} could be made", false),
        ["502"] = (WireAnswer.Sending(WireAnswer.Head(502, "Content-Length: 0")), "the proxy {proxy} opened no tunnel to {target}", false),
        ["407"] = (WireAnswer.Sending(WireAnswer.Head(407, "Content-Length: 0")), "the proxy {proxy} requires authentication (407)", true),
        ["a silent server"] = (async connection =>
        {
            await WireAnswer.Sending(Opened)(connection);
            await Silent(connection);
        }, "the TLS handshake with {target} failed, or took longer than ConnectTimeout", false),
        ["a server without a trusted certificate"] = (connection => ServeAsync(connection, SslProtocols.None, TimeSpan.Zero), "the TLS certificate of {target} is not trusted.", true),
    };

    public static TheoryData<string> Names => [.. Acts.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_write_that_got_no_further_than_the_proxy_was_never_sent(string name)
    {
        var (act, words, isLasting) = Acts[name];
        await using var proxy = new WireServer { Script = _ => act };
        var target = Target(proxy, "user:canary-proxy-7d1a@");
        using var client = new SemrushClient(Options(target, name is "no response" or "a silent server" ? ShortTime : WireClient.LongEnough));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(WireClient.CampaignId, cancellationToken: Token));

        var tries = isLasting ? 1 : 3;
        Assert.Equal((true, false, !isLasting, tries, tries), (failure.NeverSent, failure.IsTimeout, failure.IsRetryable, failure.Attempts, proxy.Arrivals));
        Assert.Contains(words.Replace("{proxy}", proxy.Address.Authority, StringComparison.Ordinal).Replace("{target}", target.Host + ":443", StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Once_the_tunnel_is_open_a_response_may_take_longer(SslProtocols version)
    {
        await using var proxy = new WireServer { Script = _ => connection => ServeAsync(connection, version, ShortTime * 6) };
        using var handler = HttpPipeline.CreateHandler(ShortTime * 5);
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, shown, _, _) => shown!.GetCertHashString() == Certificate.GetCertHashString();
        using var http = new HttpClient(handler);
        using var client = new SemrushClient(Options(Target(proxy), WireClient.LongEnough), http);

        Assert.NotNull(await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token));
        Assert.Equal(1, proxy.Accepted);
    }

    // Each test has a host of its own, as the proxy is asked for it.
    private static Uri Target(WireServer proxy, string user = "")
    {
        var target = new Uri($"https://{Guid.NewGuid():N}.example/");
        DefaultProxies.Set(target, new($"http://{user}{proxy.Address.Authority}/"));
        return target;
    }

    private static SemrushClientOptions Options(Uri target, TimeSpan connectTimeout) => new()
    {
        ApiKey = WireClient.ApiKey,
        BaseAddress = target,
        ConnectTimeout = connectTimeout,
        RateLimit = { Enabled = false },
        Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(1) },
    };

    private static Task Silent(WireConnection connection) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, connection.Stopping);

    private static async Task ServeAsync(WireConnection connection, SslProtocols version, TimeSpan delay)
    {
        await WireAnswer.Sending(Opened)(connection);
        await using var encrypted = new SslStream(connection.Stream, leaveInnerStreamOpen: true);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate, EnabledSslProtocols = version }, connection.Stopping);
        _ = await encrypted.ReadAsync(new byte[16 * 1024], connection.Stopping);
        await Task.Delay(delay, TimeProvider.System, connection.Stopping);
        await encrypted.WriteAsync(Encoding.UTF8.GetBytes(WireAnswer.Text(200, WireAnswer.Json)), connection.Stopping);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=untrusted", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
