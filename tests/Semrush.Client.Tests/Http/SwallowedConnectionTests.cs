using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http;

/// <summary>A server whose queue is full swallows what asks for a connection, like a firewall does.</summary>
public sealed class SwallowedConnectionTests
{
    [Fact]
    public async Task A_connection_that_nobody_answers_ends_in_time_and_the_call_is_repeated_as_nothing_was_sent()
    {
        using var full = new FullQueue();
        using var client = full.Client(TimeSpan.FromMilliseconds(300), attempt: TimeSpan.FromMinutes(1), retries: 2);

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal((true, false, 3), (failure.NeverSent, failure.IsTimeout, failure.Attempts));
        Assert.Equal(SocketError.TimedOut, Assert.IsType<SocketException>(failure.InnerException!.InnerException).SocketErrorCode);
    }

    [Fact]
    public async Task The_time_limit_of_the_attempt_comes_first_where_it_is_shorter()
    {
        using var full = new FullQueue();
        using var client = full.Client(Timeout.InfiniteTimeSpan, attempt: TimeSpan.FromMilliseconds(300), retries: 0);

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        // Nothing was sent by then.
        Assert.Equal((true, true, true), (failure.NeverSent, failure.IsTimeout, failure.IsRetryable));
    }

    [Fact]
    public async Task The_setting_counts_for_a_client_of_AddSemrush_too()
    {
        using var full = new FullQueue();
        var services = new ServiceCollection();
        services.AddSemrush(options => full.Configure(options, TimeSpan.FromMilliseconds(300), TimeSpan.FromMinutes(1), retries: 1));
        await using var provider = services.BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(
            () => provider.GetRequiredService<SemrushClient>().MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal((true, 2), (failure.NeverSent, failure.Attempts));
    }

    [Fact]
    public async Task The_next_address_of_a_host_is_tried_when_one_does_not_answer()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "This machine has no second address without being told.");
        using var full = new FullQueue();
        using var listener = new TcpListener(IPAddress.Parse("127.0.0.2"), full.Port);
        listener.Start();
        var started = Stopwatch.GetTimestamp();

        await using var stream = await Connector.ConnectAsync([IPAddress.Loopback, IPAddress.Parse("127.0.0.2")], full.Port, TimeSpan.FromMilliseconds(300), The.Token);

        Assert.True(stream.CanWrite);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(290), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_a_request_that_was_never_sent()
    {
        using var client = new SemrushClient(new() { ApiKey = The.ApiKey, BaseAddress = new("https://nobody.invalid/"), Retry = { MaxRetries = 0 } });

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal((true, true), (failure.NeverSent, failure.IsRetryable));
    }

    [Fact]
    public async Task A_name_that_is_not_resolved_ends_in_time_and_the_call_is_retried_as_nothing_was_sent()
    {
        var asked = 0;
        using var client = Resolving((_, _) =>
        {
            asked++;
            return new TaskCompletionSource<IPAddress[]>().Task;
        });

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal((true, false, 3, 3), (failure.NeverSent, failure.IsTimeout, failure.Attempts, asked));
        Assert.EndsWith("the name localhost could not be resolved.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_this_machine_that_leads_elsewhere_gets_nothing_over_plain_http()
    {
        using var client = Resolving((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("192.0.2.1")]));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.StartsWith("The credential was not sent to http://localhost:9: the connection would leave this machine", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, failure.Attempts);
    }

    [Fact]
    public async Task A_host_without_an_address_and_a_caller_who_cancels_end_it()
    {
        using var full = new FullQueue();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Connector.ConnectAsync([IPAddress.Loopback], full.Port, TimeSpan.FromSeconds(30), cancellation.Token).AsTask());
        await Assert.ThrowsAsync<SocketException>(() => Connector.ConnectAsync([], 80, TimeSpan.FromSeconds(30), The.Token).AsTask());
    }

    [Fact]
    public void An_address_is_given_10_seconds() => Assert.Equal(TimeSpan.FromSeconds(10), new SemrushClientOptions().ConnectTimeout);

    private static SemrushClient Resolving(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        var handler = HttpPipeline.CreateHandler();
        handler.ConnectCallback = new Connector(TimeSpan.FromMilliseconds(100), resolve).ConnectAsync;
        var options = The.Options;
        (options.BaseAddress, options.Retry) = (new("http://localhost:9/"), new() { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(1) });
        return new(options, new HttpClient(handler));
    }

    private sealed class FullQueue : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<Socket> _waiting = [];

        public FullQueue()
        {
            // Nobody accepts what waits in the queue; the first that finds no place in it shows that it is full.
            _listener.Start(1);
            while (Connects())
                Assert.InRange(_waiting.Count, 1, 100);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public SemrushClient Client(TimeSpan connect, TimeSpan attempt, int retries)
        {
            var options = new SemrushClientOptions();
            Configure(options, connect, attempt, retries);
            return new(options);
        }

        public void Configure(SemrushClientOptions options, TimeSpan connect, TimeSpan attempt, int retries)
        {
            (options.ApiKey, options.BaseAddress) = (The.ApiKey, new($"http://{_listener.LocalEndpoint}/"));
            (options.ConnectTimeout, options.AttemptTimeout) = (connect, attempt);
            (options.Retry.MaxRetries, options.Retry.Delay, options.RateLimit.Enabled) = (retries, TimeSpan.FromMilliseconds(1), false);
        }

        // It is the system that accepts, so that this does not depend on how busy the machine is.
        private bool Connects()
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _waiting.Add(socket);
            try
            {
                socket.Connect(_listener.LocalEndpoint);
                return true;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                return socket.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectWrite);
            }
        }

        public void Dispose()
        {
            _waiting.ForEach(socket => socket.Dispose());
            _listener.Dispose();
        }
    }
}
