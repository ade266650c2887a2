using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>The limits that the emulator enforces on request.</summary>
public sealed class RateLimitTests : EmulatorTest
{
    private readonly StoppedClock _clock;

    public RateLimitTests()
        : this(new StoppedClock())
    {
    }

    private RateLimitTests(StoppedClock clock)
        : base(new SemrushEmulatorOptions { TimeProvider = clock, RateLimit = new() { RequestsPerSecond = 3, ConcurrentRequests = 2 } }) => _clock = clock;

    [Fact]
    public async Task A_call_beyond_the_rate_gets_the_documented_429()
    {
        Assert.Equal([200, 200, 200], await StatusesAsync(3));

        var refused = await Raw.GetAsync("limits");

        refused.AssertFails(429);
        Assert.Equal(429, Emulator.Calls[^1].Status);
    }

    [Fact]
    public async Task The_window_slides()
    {
        await StatusesAsync(1);
        _clock.Advance(TimeSpan.FromMilliseconds(600));
        await StatusesAsync(2);
        _clock.Advance(TimeSpan.FromMilliseconds(399));
        Assert.Equal([429], await StatusesAsync(1));

        _clock.Advance(TimeSpan.FromMilliseconds(1));

        // The first one is a second old, the other two are not; a call that was refused does not count.
        Assert.Equal([200, 429], await StatusesAsync(2));
    }

    [Fact]
    public async Task A_call_beyond_the_concurrency_limit_is_rejected()
    {
        Emulator.FailNext(Fault.Delay(TimeSpan.FromMinutes(1)), times: 2);
        var late = new[] { Raw.GetAsync("limits"), Raw.GetAsync("limits") };
        await _clock.WhenAwaitedAsync(late);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([429], await StatusesAsync(1));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(late);

        Assert.Equal([200], await StatusesAsync(1));
    }

    [Fact]
    public async Task Failures_on_request_count()
    {
        Emulator.FailNext(Fault.Status(503), times: 3);
        Assert.Equal([503, 503, 503, 429], await StatusesAsync(4));
    }

    [Fact]
    public async Task Each_credential_is_counted_by_itself_and_what_needs_none_is_not()
    {
        Assert.Equal([200, 200, 200, 429], await StatusesAsync(4));
        for (var i = 0; i < 5; i++)
            Assert.NotEqual(429, (await Raw.SendAsync("POST", "/oauth2/access_token", "grant_type=x", "application/x-www-form-urlencoded")).Status);

        Raw.Authorization = $"Bearer {Emulator.AccessToken}";
        Assert.Equal([200], await StatusesAsync(1));
    }

    [Fact]
    public async Task A_reset_forgets_what_was_counted()
    {
        await StatusesAsync(3);
        Emulator.Reset();
        Assert.Equal([200], await StatusesAsync(1));
    }

    [Fact]
    public async Task Retry_After_is_sent_where_it_is_set()
    {
        await using var emulator = SemrushEmulator.Start(new() { RateLimit = new() { RequestsPerSecond = 1, RetryAfter = TimeSpan.FromSeconds(1.5) }, TimeProvider = _clock });
        using var client = emulator.CreateClient(options => (options.Retry.MaxRetries, options.RateLimit.Enabled) = (0, false));
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token);

        var refused = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.Equal((429, TimeSpan.FromSeconds(2)), ((int)refused.StatusCode!, refused.RetryAfter));
        var plain = await Assert.ThrowsAsync<SemrushApiException>(async () =>
        {
            for (var i = 0; i < 4; i++)
                await Tracker.GetUserLimitsAsync(cancellationToken: Token).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Token);
        });
        Assert.Null(plain.RetryAfter);
    }

    private async Task<List<int>> StatusesAsync(int calls)
    {
        var statuses = new List<int>();
        for (var i = 0; i < calls; i++)
            statuses.Add((await Raw.GetAsync("limits")).Status);
        return statuses;
    }
}
