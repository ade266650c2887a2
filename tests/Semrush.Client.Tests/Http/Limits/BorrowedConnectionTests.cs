using System.Collections.Concurrent;
using System.Text;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>A request is sent on the connection that is free first, and counts from then, even if it has requested another one.</summary>
public sealed class BorrowedConnectionTests
{
    private const int PerSecond = 4;

    private readonly FakeClock _time = new();
    private readonly ConcurrentQueue<TimeSpan> _starts = new();
    private int _connections;

    [Fact]
    public async Task Requests_that_wait_for_a_connection_keep_the_limit_of_a_second()
    {
        using var handler = Handler(after: TimeSpan.FromMilliseconds(300), response: TimeSpan.FromMilliseconds(50));
        using var client = Client(handler);
        await RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
        // It counts no more; its connection is there.
        _time.Advance(TimeSpan.FromSeconds(2));

        await RunAsync(Task.WhenAll(Enumerable.Range(0, 3 * PerSecond).Select(_ => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token))));

        Assert.Equal(1 + (3 * PerSecond), _starts.Count);
        Assert.Equal(PerSecond, AccountScene.MostInASecondOf([.. _starts]));
    }

    [Fact]
    public async Task A_late_response_does_not_delay_other_starts()
    {
        using var handler = Handler(after: TimeSpan.Zero, response: TimeSpan.FromSeconds(60));
        using var client = Client(handler);

        await RunAsync(Task.WhenAll(Enumerable.Range(0, 2 * PerSecond).Select(_ => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token))));

        // The second half need not wait for the responses to the first.
        Assert.Equal(2 * PerSecond, _starts.Count);
        Assert.InRange(_starts.Last(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    private HttpMessageHandler Handler(TimeSpan after, TimeSpan response) => LibraryHandler.Create(handler => handler.ConnectCallback = async (_, token) =>
    {
        // The first one is there at once.
        if (Interlocked.Increment(ref _connections) > 1)
            await Task.Delay(after, _time, token);
        return new Connection(_time, response, _starts);
    });

    private SemrushClient Client(HttpMessageHandler handler)
    {
        var options = new SemrushClientOptions { ApiKey = Guid.NewGuid().ToString(), RateLimit = { RequestsPerSecond = PerSecond } }.UseTimeProvider(_time);
        options.BaseAddress = new("http://localhost/");
        (options.AttemptTimeout, options.TotalTimeout) = (Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return new(options, new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });
    }

    // Each event leads to the next one, unless it was the last.
    private async Task RunAsync(Task calls)
    {
        while (!calls.IsCompleted)
        {
            await _time.SettleAsync(calls);
            _time.Next();
        }

        await calls;
    }

    /// <summary>A server at the other end that responds to one request after the other, each after the same time.</summary>
    private sealed class Connection(FakeClock time, TimeSpan after, ConcurrentQueue<TimeSpan> starts) : ReadOnlyStream
    {
        private static readonly string Json = Payloads.Text("map-rank-tracker.get-user-limits");

        private readonly SemaphoreSlim _requests = new(0);
        private MemoryStream _response = new();

        public override bool CanWrite => true;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            starts.Enqueue(time.Elapsed);
            _requests.Release();
            return ValueTask.CompletedTask;
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is written asynchronously.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_response.Position == _response.Length)
            {
                await _requests.WaitAsync(cancellationToken);
                await Task.Delay(after, time, cancellationToken);
                _response = new(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(Json)}\r\n\r\n{Json}"));
            }

            return _response.Read(buffer.Span);
        }
    }
}
