
namespace Semrush.Client.Tests.Http.Retry;

/// <summary>Each setting has a value that turns it off.</summary>
public sealed class TurnedOffTests
{
    private readonly FakeClock _time = RetriedCall.Clock();
    private readonly SemrushClientOptions _options = RetriedCall.Options;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 6)]
    public async Task There_is_one_attempt_more_than_MaxRetries(int retries, int attempts)
    {
        _options.Retry.MaxRetries = retries;
        using var client = The.Client(StubHandler.Returning(_ => Response.Error(503)), _options);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(attempts, failure.Attempts);
    }

    [Fact]
    public async Task A_Delay_of_0_leaves_no_wait() => Assert.Equal(TimeSpan.Zero, await RetriedCall.WaitAsync(_time, Response.Error(503), _options));

    [Fact]
    public async Task A_MaxDelay_of_0_leaves_no_wait()
    {
        (_options.Retry.Delay, _options.Retry.MaxDelay) = (TimeSpan.FromSeconds(10), TimeSpan.Zero);

        Assert.Equal(TimeSpan.Zero, await RetriedCall.WaitAsync(_time, Response.Error(503), _options));
    }

    [Fact]
    public async Task A_MaxRetryAfter_of_0_fails_at_once_with_the_wait_of_the_server()
    {
        _options.Retry.MaxRetryAfter = TimeSpan.Zero;

        var failure = await RetriedCall.FailsAtOnceAsync(_time, Response.Error(503).WithHeader("Retry-After", "1"), _options);

        Assert.Equal((TimeSpan.FromSeconds(1), true), (failure.RetryAfter, failure.IsRetryable));
    }

    [Fact]
    public async Task A_limiter_that_is_turned_off_is_not_used()
    {
        using var limiter = new DelayingLimiter(_time, []);
        _options.UseRateLimiter(limiter).RateLimit.Enabled = false;
        using var client = RetriedCall.Client(StubHandler.Returning(Response.Error(400)), _options);

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(0, limiter.Asked);
    }
}
