using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http.Internal;

public sealed class HandshakeLimitTests
{
    [Fact]
    public async Task A_handshake_that_takes_too_long_closes_its_connection_and_one_that_is_over_does_not()
    {
        var (slow, done) = (new Connection(), new Connection());
        using var limit = new HandshakeLimit(slow, TimeSpan.FromMilliseconds(50));
        new HandshakeLimit(done, TimeSpan.FromMilliseconds(50)).Dispose();

        await slow.Closed.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, The.Token);
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, The.Token);

        Assert.False(done.Closed.IsCompleted);
    }

    private sealed class Connection : MemoryStream
    {
        private readonly TaskCompletionSource _closed = new();

        public Task Closed => _closed.Task;

        protected override void Dispose(bool disposing)
        {
            _closed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
