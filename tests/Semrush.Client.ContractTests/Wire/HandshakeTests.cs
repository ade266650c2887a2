using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>Encryption that is not agreed on: the request was not sent, so what writes may be sent again, and what spends is not.</summary>
public sealed class HandshakeTests
{
    private static readonly X509Certificate2 Certificate = SelfSigned();

    // Nothing comes of any of these connections, however long one waits.
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
        ["plain HTTP"] = WireAnswer.Sending(WireAnswer.Text(400, "{}")),
        ["silence"] = connection => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, connection.Stopping),
    };

    public static TheoryData<string, string> Faults => [.. from act in Acts.Keys from maker in WireClient.Makers select new TheoryDataRow<string, string>(act, maker)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_request_whose_connection_was_never_made_was_never_sent(string act, string maker)
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
    public async Task A_certificate_that_is_not_trusted_is_named_and_not_retried()
    {
        foreach (var maker in WireClient.Makers)
        {
            await using var server = new WireServer { Script = _ => connection => ServeAsync(connection, TimeSpan.Zero) };
            await using var client = WireClient.Make(maker, server, configure: static (options, server) =>
            {
                Encrypted(options, server);
                options.ConnectTimeout = WireClient.LongEnough; // a handshake that is only slow would be retried
            });

            var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.Tracker.GetUserLimitsAsync(cancellationToken: Token));

            Assert.Equal((true, false, 1, 1), (failure.NeverSent, failure.IsRetryable, failure.Attempts, server.Accepted));
            Assert.StartsWith($"Semrush did not answer MapRankTracker.GetUserLimits: the TLS certificate of {server.Address.Authority} is not trusted. ", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Once_it_is_agreed_on_an_answer_may_take_longer()
    {
        await using var server = new WireServer { Script = _ => connection => ServeAsync(connection, LongTime * 1.2) };
        using var handler = HttpPipeline.CreateHandler(LongTime);
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, shown, _, _) => shown!.GetCertHashString() == Certificate.GetCertHashString();
        using var http = new HttpClient(handler);
        var options = WireClient.Configure(new(), server, retries: 0);
        Encrypted(options, server);
        using var client = new SemrushClient(options, http);

        Assert.NotNull(await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token));
        Assert.Equal(1, server.Accepted);
    }

    private static void Encrypted(SemrushClientOptions options, WireServer server)
        => (options.BaseAddress, options.ConnectTimeout) = (new UriBuilder(server.Address) { Scheme = "https" }.Uri, ShortTime);

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static async Task ServeAsync(WireConnection connection, TimeSpan delay)
    {
        await using var encrypted = new SslStream(connection.Stream, leaveInnerStreamOpen: true);
        await encrypted.AuthenticateAsServerAsync(Certificate);
        _ = await encrypted.ReadAsync(new byte[16 * 1024], connection.Stopping);
        await Task.Delay(delay, TimeProvider.System, connection.Stopping);
        await encrypted.WriteAsync(Encoding.UTF8.GetBytes(WireAnswer.Text(200, WireAnswer.Json)), connection.Stopping);
    }
}
