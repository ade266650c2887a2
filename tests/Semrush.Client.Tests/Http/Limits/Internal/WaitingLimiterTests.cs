using System.Threading.RateLimiting;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Tests.Http.Limits.Internal;

/// <summary>The queue of every limit: it serves in order, and no cancellation stops it.</summary>
public sealed class WaitingLimiterTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);
    private static readonly int Rounds = Counts.Of(few: 20_000, full: 500_000);

    private readonly WaitingLimiter _limiter = WaitingLimiter.Queue();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Permits_go_to_the_first_that_waits()
    {
        var held = await _limiter.AcquireAsync(1, Token);
        var first = _limiter.AcquireAsync(1, Token).AsTask();
        var second = _limiter.AcquireAsync(1, Token).AsTask();
        Assert.Equal((0, 2), (_limiter.GetStatistics()!.CurrentAvailablePermits, _limiter.GetStatistics()!.CurrentQueuedCount));

        held.Dispose();
        held.Dispose(); // gives back one permit only
        (await first.WaitAsync(LongEnough, Token)).Dispose();
        using var last = await second.WaitAsync(LongEnough, Token);

        Assert.False(_limiter.AttemptAcquire().IsAcquired);
        Assert.Equal((0, 0), (_limiter.GetStatistics()!.CurrentAvailablePermits, _limiter.GetStatistics()!.CurrentQueuedCount));
    }

    [Fact]
    public async Task After_its_end_it_serves_nobody_and_nobody_waits()
    {
        using var held = await _limiter.AcquireAsync(1, Token);
        var waiting = _limiter.AcquireAsync(1, Token).AsTask();

        _limiter.Dispose();

        Assert.False((await waiting.WaitAsync(LongEnough, Token)).IsAcquired);
        Assert.Equal((0, 1), (_limiter.GetStatistics()!.CurrentQueuedCount, _limiter.GetStatistics()!.TotalSuccessfulLeases));
        Assert.Throws<ObjectDisposedException>(() => _limiter.AttemptAcquire());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _limiter.AcquireAsync(1, Token));
        Assert.False(held.TryGetMetadata("RETRY_AFTER", out _));
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_while_the_permit_comes_back_stops_nobody()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var held = await _limiter.AcquireAsync(1, Token);
            var waiting = _limiter.AcquireAsync(1, cancellation.Token).AsTask();
            var next = Task.CompletedTask;

            Parallel.Invoke(cancellation.Cancel, () =>
            {
                held.Dispose();
                next = UseAsync(_limiter.AcquireAsync(1, Token));
            });

            await UseAsync(new(waiting));
            await next.WaitAsync(LongEnough, Token);
        }

        Assert.Equal(1, _limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    private static async Task UseAsync(ValueTask<RateLimitLease> waiting)
    {
        try
        {
            (await waiting).Dispose();
        }
        catch (OperationCanceledException)
        {
            // Then it has no permit to give back.
        }
    }
}
