using System.Text;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>A request that needs a connection reaches the server when it has one, and counts from then on.</summary>
public sealed class SlowConnectionTests
{
    [Fact]
    public async Task A_start_counts_from_when_the_connection_is_there()
    {
        var time = new Simulation();
        var starts = new List<TimeSpan>();
        using var handler = HttpPipeline.CreateHandler();
        handler.ConnectCallback = async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), time, token);
            starts.Add(time.Now);
            return new OneAnswer();
        };
        var options = The.Limited.UseTimeProvider(time);
        (options.BaseAddress, options.AllowLoopbackHttp, options.RateLimit.RequestsPerSecond) = (new("http://localhost/"), true, 1);
        (options.AttemptTimeout, options.TotalTimeout) = (Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var client = new SemrushClient(options, new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });

        var calls = Task.WhenAll(client.MapRankTracker.GetUserLimitsAsync(The.Token), client.MapRankTracker.GetUserLimitsAsync(The.Token));
        while (!calls.IsCompleted)
        {
            // Each event leads to the next one, unless it was the last.
            await Task.WhenAny(calls, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, The.Token));
            time.Next();
        }

        await calls;
        Assert.Equal(2, starts.Count);
        Assert.InRange(starts[1] - starts[0], TimeSpan.FromSeconds(1.3), TimeSpan.FromSeconds(1.4));
    }

    private sealed class OneAnswer : ReadOnlyStream
    {
        private readonly MemoryStream _answer = new(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{Payloads.Text("map-rank-tracker.get-user-limits")}"));

        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count)
        {
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        protected override int Fill(Span<byte> buffer) => _answer.Read(buffer);
    }
}
