using System.Net;
using System.Net.Sockets;
using Semrush.Client.Http;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http;

/// <summary>A server whose queue is full swallows what asks for a connection, like a firewall does.</summary>
public sealed class SwallowedConnectionTests
{
    [Fact]
    public async Task A_connection_that_nobody_answers_ends_in_time_and_the_call_is_repeated_as_nothing_was_sent()
    {
        using var full = new FullQueue();
        using var handler = HttpPipeline.CreateHandler();
        handler.ConnectCallback = Connector.Within(TimeSpan.FromMilliseconds(300));
        using var client = full.Client(handler, attempt: TimeSpan.FromMinutes(1), retries: 2);

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, The.Token));

        Assert.Equal((true, false, 3), (failure.NeverSent, failure.IsTimeout, failure.Attempts));
    }

    [Fact]
    public async Task The_time_limit_of_the_attempt_comes_first_where_it_is_shorter()
    {
        using var full = new FullQueue();
        using var handler = HttpPipeline.CreateHandler();
        using var client = full.Client(handler, attempt: TimeSpan.FromMilliseconds(300), retries: 0);

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, The.Token));

        Assert.Equal((false, true), (failure.NeverSent, failure.IsTimeout));
    }

    [Fact]
    public void A_connection_is_given_10_seconds()
    {
        using var handler = HttpPipeline.CreateHandler();

        Assert.NotNull(handler.ConnectCallback);
        Assert.Equal(TimeSpan.FromSeconds(10), Connector.TimeLimit);
    }

    private sealed class FullQueue : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<Socket> _waiting = [];

        public FullQueue()
        {
            // Nobody accepts what waits in the queue; the first that finds no place in it shows that it is full.
            _listener.Start(1);
            Task connecting;
            do
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                _waiting.Add(socket);
                connecting = socket.ConnectAsync(_listener.LocalEndpoint);
            }
            while (connecting.Wait(TimeSpan.FromMilliseconds(200)) && _waiting.Count < 100);
            Assert.False(connecting.IsCompleted);
        }

        public SemrushClient Client(HttpMessageHandler handler, TimeSpan attempt, int retries)
        {
            var options = The.Options;
            (options.BaseAddress, options.AllowLoopbackHttp) = (new($"http://{_listener.LocalEndpoint}/"), true);
            (options.AttemptTimeout, options.Retry.MaxRetries, options.Retry.Delay) = (attempt, retries, TimeSpan.FromMilliseconds(1));
            return new(options, new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });
        }

        public void Dispose()
        {
            _waiting.ForEach(socket => socket.Dispose());
            _listener.Dispose();
        }
    }
}
