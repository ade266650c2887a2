using System.Threading.RateLimiting;
using Semrush.Client.Tests.Diagnostics;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>How long a call waits for the rate limit before its first request.</summary>
public sealed class MaxWaitTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeClock _time = new();
    private readonly StubHandler _stub = StubHandler.Returning(request => Response.Payload(request.Query.Length > 0 ? "map-rank-tracker.get-heatmap" : "map-rank-tracker.get-user-limits"));

    public void Dispose() => _stub.Dispose();

    [Fact]
    public void It_is_30_minutes_by_default() => Assert.Equal(TimeSpan.FromMinutes(30), new RateLimitOptions().MaxWait);

    [Fact]
    public async Task A_call_that_waits_longer_fails_and_is_not_sent()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 100 });
        var taken = limiter.AttemptAcquire();
        using var client = Client(TimeSpan.FromSeconds(4.5), limiter);

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        _time.Advance(TimeSpan.FromSeconds(4.499));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => call.WaitAsync(Patience, TimeProvider.System, The.Token));
        Assert.Equal("MapRankTracker.GetUserLimits was not sent: the rate limit did not admit it within 4.5 s. Call less often, or raise RateLimit.MaxWait.", failure.Message);
        Assert.Equal((true, true, false, 0), (failure.IsTimeout, failure.NeverSent, failure.IsRetryable, failure.Attempts));
        Assert.Empty(_stub.Requests);
        taken.Dispose();
        Assert.Equal((0, 1), (limiter.GetStatistics()!.CurrentQueuedCount, limiter.GetStatistics()!.CurrentAvailablePermits));
    }

    [Fact]
    public async Task It_counts_from_the_call_wherever_in_the_queue_it_is()
    {
        using var client = Client(TimeSpan.FromSeconds(3));

        // The first is sent at once, the fourth would be after 3.015 seconds.
        var calls = Enumerable.Range(0, 6).Select(_ => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)).ToList();
        for (var sent = 1; sent < 3; sent++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1005));
            await calls[sent].WaitAsync(Patience, TimeProvider.System, The.Token);
        }

        _time.Advance(TimeSpan.FromMilliseconds(990));

        foreach (var late in calls[3..])
            Assert.True((await Assert.ThrowsAsync<SemrushConnectionException>(() => late.WaitAsync(Patience, TimeProvider.System, The.Token))).NeverSent);
        Assert.Equal(3, _stub.Requests.Count);

        // None of them has left a place in the queue.
        _time.Advance(TimeSpan.FromSeconds(1));
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token).WaitAsync(Patience, TimeProvider.System, The.Token);
    }

    [Fact]
    public async Task A_day_is_waited_where_it_is_infinite()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 100 });
        var taken = limiter.AttemptAcquire();
        using var client = Client(Timeout.InfiniteTimeSpan, limiter);

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.False(call.IsCompleted);
        taken.Dispose();

        await call.WaitAsync(Patience, TimeProvider.System, The.Token);
    }

    [Fact]
    public async Task A_retry_has_the_time_of_its_call_instead()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 100 });
        var responses = new Queue<HttpResponseMessage>([Response.Error(503), Response.Payload("map-rank-tracker.get-user-limits")]);
        Task<RateLimitLease>? taken = null;
        // Another call waits for the only permit while this one has it.
        var stub = new StubHandler((_, _) =>
        {
            taken ??= limiter.AcquireAsync(1, The.Token).AsTask();
            return Task.FromResult(responses.Dequeue());
        });
        using var client = new SemrushClient(Options(TimeSpan.FromSeconds(1), limiter, retries: 1), new HttpClient(stub) { Timeout = Timeout.InfiniteTimeSpan });

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.False(call.IsCompleted);
        (await taken!).Dispose();

        await call.WaitAsync(Patience, TimeProvider.System, The.Token);
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task The_calls_of_a_bulk_wait_as_long_as_it_takes()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 100 });
        var taken = limiter.AttemptAcquire();
        using var client = Client(TimeSpan.FromSeconds(1), limiter);

        var bulk = client.MapRankTracker.GetHeatmapsAsync(AccountScene.Campaign(20), cancellationToken: The.Token).ToListAsync(The.Token).AsTask();
        _time.Advance(TimeSpan.FromHours(1));
        taken.Dispose();

        Assert.All(await bulk.WaitAsync(Patience, TimeProvider.System, The.Token), heatmap => Assert.Null(heatmap.Failure));
    }

    [Fact]
    public async Task The_whole_wait_of_a_call_that_was_not_sent_is_measured_and_logged()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 100 });
        using var taken = limiter.AttemptAcquire();
        using var listening = new Listening();
        using var client = new SemrushClient(Options(TimeSpan.FromSeconds(7), limiter).UseLoggerFactory(listening), new HttpClient(_stub));

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        _time.Advance(TimeSpan.FromSeconds(7));
        await Assert.ThrowsAsync<SemrushConnectionException>(() => call.WaitAsync(Patience, TimeProvider.System, The.Token));

        Assert.Equal(7, Assert.Single(listening.Measured("semrush.client.limiter.wait.duration")).Value);
        Assert.Equal([(3, "MapRankTracker.GetUserLimits waited 7000 ms for the rate limit.")], listening.Logs.Select(log => (log.Id.Id, log.Text)));
    }

    private SemrushClient Client(TimeSpan maxWait, RateLimiter? limiter = null)
        => new(Options(maxWait, limiter), new HttpClient(_stub) { Timeout = Timeout.InfiniteTimeSpan });

    private SemrushClientOptions Options(TimeSpan maxWait, RateLimiter? limiter, int retries = 3)
    {
        var options = new SemrushClientOptions
        {
            ApiKey = The.ApiKey,
            Retry = { MaxRetries = retries, Delay = TimeSpan.Zero },
            RateLimit = { RequestsPerSecond = 1, MaxWait = maxWait },
        };
        return limiter is null ? options.UseTimeProvider(_time) : options.UseTimeProvider(_time).UseRateLimiter(limiter);
    }
}
