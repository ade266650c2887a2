
namespace Semrush.Client.Tests.Http.Retry;

/// <summary>Each setting has a value that turns it off.</summary>
public sealed class TurnedOffTests
{
    private readonly LeapingTime _time = new(The.Noon);
    private readonly SemrushClientOptions _options = AskedToWait.Options;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 6)]
    public async Task MaxRetries_of_0_leaves_1_attempt_and_every_other_number_one_more_than_it_says(int retries, int attempts)
    {
        _options.Retry.MaxRetries = retries;
        using var client = The.Client(StubHandler.Answering(_ => Answer.Error(503)), _options);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(attempts, failure.Attempts);
    }

    [Fact]
    public async Task A_Delay_of_0_leaves_no_wait() => Assert.Equal(TimeSpan.Zero, await AskedToWait.WaitAsync(_time, Answer.Error(503), _options));

    [Fact]
    public async Task A_MaxDelay_of_0_leaves_no_wait()
    {
        (_options.Retry.Delay, _options.Retry.MaxDelay) = (TimeSpan.FromSeconds(10), TimeSpan.Zero);

        Assert.Equal(TimeSpan.Zero, await AskedToWait.WaitAsync(_time, Answer.Error(503), _options));
    }

    [Fact]
    public async Task A_MaxRetryAfter_of_0_surfaces_every_wait_that_the_server_asks_for()
    {
        _options.Retry.MaxRetryAfter = TimeSpan.Zero;

        var failure = await AskedToWait.SurfacesAsync(_time, Answer.Error(503).WithHeader("Retry-After", "1"), _options);

        Assert.Equal((TimeSpan.FromSeconds(1), true), (failure.RetryAfter, failure.IsRetryable));
    }

    [Fact]
    public async Task A_limiter_that_is_turned_off_is_not_asked()
    {
        using var limiter = new HesitantLimiter(_time, []);
        _options.UseRateLimiter(limiter).RateLimit.Enabled = false;
        using var client = AskedToWait.Client(StubHandler.Answering(Answer.Error(400)), _options);

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(0, limiter.Asked);
    }
}
