using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Internals.Tests;

/// <summary>Name resolution and connecting, with names that resolve as the test has it.</summary>
public sealed class ConnectorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_address_of_a_host_is_tried_when_one_does_not_respond()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "This machine has no second address unless it is configured.");
        using var full = new FullQueue();
        using var listener = new TcpListener(IPAddress.Parse("127.0.0.2"), full.Port);
        listener.Start();
        var started = Stopwatch.GetTimestamp();

        await using var stream = await Connector.ConnectAsync([IPAddress.Loopback, IPAddress.Parse("127.0.0.2")], full.Port, TimeSpan.FromMilliseconds(300), Token);

        Assert.True(stream.CanWrite);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(290), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_host_without_an_address_is_an_error_of_the_socket()
        => await Assert.ThrowsAsync<SocketException>(() => Connector.ConnectAsync([], 80, TimeSpan.FromSeconds(30), Token).AsTask());

    [Fact]
    public async Task A_caller_who_cancels_ends_connecting()
    {
        using var full = new FullQueue();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Connector.ConnectAsync([IPAddress.Loopback], full.Port, TimeSpan.FromSeconds(30), cancellation.Token).AsTask());
    }

    [Fact]
    public async Task Name_resolution_ends_in_time_and_the_call_is_retried_as_nothing_was_sent()
    {
        var asked = 0;
        using var client = Resolving((_, _) =>
        {
            asked++;
            return new TaskCompletionSource<IPAddress[]>().Task;
        });

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync("campaign", cancellationToken: Token));

        Assert.Equal((true, false, 3, 3), (failure.NeverSent, failure.IsTimeout, failure.Attempts, asked));
        Assert.EndsWith("the name localhost could not be resolved.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_over_plain_http_if_a_local_name_resolves_to_another_machine()
    {
        using var client = Resolving((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("192.0.2.1")]));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.Equal(
            "The credential was not sent to http://localhost:9: the connection would leave this machine, and http can be read on its way. "
                + "Use https, or an address of this machine.",
            failure.Message);
        Assert.Equal(0, failure.Attempts);
    }

    private static SemrushClient Resolving(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        var handler = HttpPipeline.CreateHandler();
        handler.ConnectCallback = new Connector(TimeSpan.FromMilliseconds(100), resolve).ConnectAsync;
        var options = new SemrushClientOptions
        {
            ApiKey = "canary-key",
            BaseAddress = new("http://localhost:9/"),
            Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(1) },
            RateLimit = { Enabled = false },
        };
        return new(options, new HttpClient(handler));
    }
}
