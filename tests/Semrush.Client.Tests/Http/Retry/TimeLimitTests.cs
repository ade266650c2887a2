using System.Net;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>How long an attempt and a call may take, in virtual seconds.</summary>
public sealed class TimeLimitTests
{
    private readonly TimedCall _call = new();

    [Fact]
    public async Task Each_of_3_attempts_is_given_up_after_its_7_seconds()
    {
        var options = TimedCall.Options(attempt: 7, total: null);
        options.Retry.MaxRetries = 2;

        var failure = await _call.FailAsync<SemrushConnectionException>(options, TimedCall.NoAnswer);

        Assert.Equal((true, 3, 21), (failure.IsTimeout, failure.Attempts, _call.Now));
        Assert.Equal([0, 7, 14], _call.Sent);
    }

    [Fact]
    public async Task An_attempt_is_cut_short_at_the_50_seconds_of_the_call()
    {
        var failure = await _call.FailAsync<SemrushConnectionException>(TimedCall.Options(attempt: 20, total: 50), TimedCall.NoAnswer);

        Assert.Equal((true, 3, 50), (failure.IsTimeout, failure.Attempts, _call.Now));
        Assert.Equal([0, 20, 40], _call.Sent);
    }

    [Fact]
    public async Task Without_limit_of_the_attempt_the_50_seconds_of_the_call_count()
    {
        var failure = await _call.FailAsync<SemrushConnectionException>(TimedCall.Options(attempt: null, total: 50), TimedCall.NoAnswer);

        Assert.Equal((true, 1, 50), (failure.IsTimeout, failure.Attempts, _call.Now));
    }

    [Theory]
    [InlineData(49, 2, 49)]
    [InlineData(50, 1, 0)]
    [InlineData(51, 1, 0)]
    public async Task A_wait_that_leaves_no_time_for_another_attempt_is_not_begun(int retryAfter, int attempts, int seconds)
    {
        var failure = await _call.FailAsync<SemrushApiException>(
            TimedCall.Options(attempt: null, total: 50),
            _ => Task.FromResult(Answer.Error(503).WithHeader("Retry-After", $"{retryAfter}")));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, attempts, seconds), (failure.StatusCode, failure.Attempts, _call.Now));
    }

    [Fact]
    public async Task The_shorter_limit_of_an_HttpClient_of_yours_counts()
    {
        var options = TimedCall.Options(attempt: 20, total: null);
        options.Retry.MaxRetries = 0;

        var failure = await _call.FailAsync<SemrushConnectionException>(options, TimedCall.NoAnswer, TimeSpan.FromSeconds(12));

        Assert.Equal((true, 12), (failure.IsTimeout, _call.Now));
    }

    [Fact]
    public async Task A_body_that_says_it_broke_when_its_time_is_over_is_late()
    {
        var options = TimedCall.Options(attempt: 20, total: null);
        options.Retry.MaxRetries = 0;

        var failure = await _call.FailAsync<SemrushConnectionException>(
            options,
            _ => Task.FromResult<HttpResponseMessage>(new(HttpStatusCode.OK) { Content = new StreamContent(new StalledStream(breaks: true)) }));

        Assert.Equal((true, 20), (failure.IsTimeout, _call.Now));
    }

    [Fact]
    public async Task Without_limits_a_call_still_waits_after_an_hour()
    {
        using var cancellation = new CancellationTokenSource();
        using var client = _call.Client(TimedCall.Options(attempt: null, total: null), TimedCall.NoAnswer);
        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: cancellation.Token);

        await _call.Clock.PassAsync(Task.Delay(TimeSpan.FromHours(1), _call.Clock, The.Token), 4_000);

        Assert.Equal((false, 3_600), (call.IsCompleted, _call.Now));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }
}
