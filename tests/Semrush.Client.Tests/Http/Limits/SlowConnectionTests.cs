using System.Text;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>The first request on a connection counts from its response: only that proves that it has reached the server.</summary>
public sealed class SlowConnectionTests
{
    [Theory]
    [InlineData(300)]
    [InlineData(1500)]
    public async Task The_first_request_on_a_connection_counts_from_its_response(int milliseconds)
    {
        var time = new FakeClock();
        var starts = new List<TimeSpan>();
        using var handler = LibraryHandler.Create(handler => handler.ConnectCallback = async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, token);
            starts.Add(time.Elapsed);
            return new OneResponse(time);
        });
        var options = The.Limited.UseTimeProvider(time);
        (options.BaseAddress, options.RateLimit.RequestsPerSecond) = (new("http://localhost/"), 1);
        (options.AttemptTimeout, options.TotalTimeout) = (Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var client = new SemrushClient(options, new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });

        var calls = Task.WhenAll(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token), client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
        while (!calls.IsCompleted)
        {
            // Each event leads to the next one, unless it was the last.
            await time.SettleAsync(calls);
            time.Next();
        }

        await calls;
        Assert.Equal(2, starts.Count);
        // The response takes 100 ms, the window begins with it, and then the second connection is made.
        var apart = TimeSpan.FromMilliseconds(1100 + milliseconds);
        Assert.InRange(starts[1] - starts[0], apart, apart + TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task A_connection_that_opens_after_its_call_ended_takes_no_start_from_another_call()
    {
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var made = 0;
        using var handler = LibraryHandler.Create(handler => handler.ConnectCallback = async (_, _) =>
        {
            if (Interlocked.Increment(ref made) == 1)
                await late.Task;
            return new OneResponse(TimeProvider.System);
        });
        var options = The.Limited;
        (options.BaseAddress, options.RateLimit.RequestsPerSecond) = (new("http://localhost/"), 1);
        options.AttemptTimeout = TimeSpan.FromMilliseconds(200);
        using var client = new SemrushClient(options, new HttpClient(handler));
        Assert.True((await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token))).IsTimeout);

        // Its request counts for a second; the connection that it had asked for is there within it.
        late.SetResult();
        options.AttemptTimeout = TimeSpan.FromSeconds(30);
        using var next = new SemrushClient(options, new HttpClient(handler));
        await next.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, The.Token);
    }

    private sealed class OneResponse(TimeProvider time) : ReadOnlyStream
    {
        private readonly MemoryStream _response = new(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{Payloads.Text("map-rank-tracker.get-user-limits")}"));

        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count)
        {
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            // The runtime asks for nothing at first, to learn when there is something.
            if (_response.Position == 0 && buffer.Length > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
            return await base.ReadAsync(buffer, cancellationToken);
        }

        protected override int Fill(Span<byte> buffer) => _response.Read(buffer);
    }
}
