using System.Text;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>A request goes out on whichever connection is free first, and counts from then: also when it had asked for one of its own.</summary>
public sealed class BorrowedConnectionTests
{
    private const int PerSecond = 4;

    private readonly Simulation _time = new();
    private readonly StartJudge _judge;
    private int _connections;

    public BorrowedConnectionTests() => _judge = new(_time);

    [Fact]
    public async Task Requests_that_wait_for_a_connection_are_never_too_many_in_a_second()
    {
        using var handler = Handler(after: TimeSpan.FromMilliseconds(300), answer: TimeSpan.FromMilliseconds(50));
        using var client = Client(handler);
        await RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
        // It counts no more; its connection is there.
        _time.At(TimeSpan.FromSeconds(2), static () => { });
        while (_time.Now < TimeSpan.FromSeconds(2))
            _time.Next();

        await RunAsync(Task.WhenAll(Enumerable.Range(0, 3 * PerSecond).Select(_ => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token))));

        Assert.Equal(1 + (3 * PerSecond), _judge.Starts.Count);
        Assert.Equal(PerSecond, _judge.MostWithin(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_call_whose_answer_takes_long_does_not_keep_others_from_starting()
    {
        using var handler = Handler(after: TimeSpan.Zero, answer: TimeSpan.FromSeconds(60));
        using var client = Client(handler);

        await RunAsync(Task.WhenAll(Enumerable.Range(0, 2 * PerSecond).Select(_ => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token))));

        // The second half need not wait for the answers of the first.
        Assert.Equal(2 * PerSecond, _judge.Starts.Count);
        Assert.InRange(_judge.Starts[^1], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    private SocketsHttpHandler Handler(TimeSpan after, TimeSpan answer)
    {
        var handler = HttpPipeline.CreateHandler();
        handler.ConnectCallback = async (_, token) =>
        {
            // The first one is there at once.
            if (Interlocked.Increment(ref _connections) > 1)
                await Task.Delay(after, _time, token);
            return new Connection(_time, answer, _judge);
        };
        return handler;
    }

    private SemrushClient Client(SocketsHttpHandler handler)
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
            await _time.SettleAsync(calls, The.Token);
            _time.Next();
        }

        await calls;
    }

    /// <summary>A server at the other end that answers one request after the other, each after the same time.</summary>
    private sealed class Connection(Simulation time, TimeSpan after, StartJudge judge) : ReadOnlyStream
    {
        private static readonly string Json = Payloads.Text("map-rank-tracker.get-user-limits");

        private readonly SemaphoreSlim _requests = new(0);
        private MemoryStream _answer = new();

        public override bool CanWrite => true;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            judge.Begin();
            _requests.Release();
            return ValueTask.CompletedTask;
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is written asynchronously.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_answer.Position == _answer.Length)
            {
                await _requests.WaitAsync(cancellationToken);
                await Task.Delay(after, time, cancellationToken);
                _answer = new(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(Json)}\r\n\r\n{Json}"));
            }

            return _answer.Read(buffer.Span);
        }
    }
}
