using System.Net;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>How long an attempt and a call may take, in virtual seconds.</summary>
public sealed class TimeLimitTests
{
    private readonly TimedCall _call = new();

    [Fact]
    public async Task Each_of_3_attempts_ends_after_7_seconds()
    {
        var options = TimedCall.Options(attempt: 7, total: null);
        options.Retry.MaxRetries = 2;

        var failure = await _call.FailAsync<SemrushConnectionException>(options, TimedCall.NoResponse);

        Assert.Equal((true, 3, 21), (failure.IsTimeout, failure.Attempts, _call.Now));
        Assert.Equal([0, 7, 14], _call.Sent);
    }

    [Fact]
    public async Task The_last_attempt_ends_with_the_50_seconds_of_the_call()
    {
        var failure = await _call.FailAsync<SemrushConnectionException>(TimedCall.Options(attempt: 20, total: 50), TimedCall.NoResponse);

        Assert.Equal((true, 3, 50), (failure.IsTimeout, failure.Attempts, _call.Now));
        Assert.Equal([0, 20, 40], _call.Sent);
    }

    [Fact]
    public async Task Without_an_AttemptTimeout_the_call_ends_after_its_50_seconds()
    {
        var failure = await _call.FailAsync<SemrushConnectionException>(TimedCall.Options(attempt: null, total: 50), TimedCall.NoResponse);

        Assert.Equal((true, 1, 50), (failure.IsTimeout, failure.Attempts, _call.Now));
    }

    [Theory]
    [InlineData(49, 2, 49)]
    [InlineData(50, 1, 0)]
    [InlineData(51, 1, 0)]
    public async Task A_wait_that_leaves_no_time_for_another_attempt_fails_at_once(int retryAfter, int attempts, int seconds)
    {
        var failure = await _call.FailAsync<SemrushApiException>(
            TimedCall.Options(attempt: null, total: 50),
            _ => Task.FromResult(Response.Error(503).WithHeader("Retry-After", $"{retryAfter}")));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, attempts, seconds), (failure.StatusCode, failure.Attempts, _call.Now));
    }

    [Fact]
    public async Task A_shorter_timeout_of_the_HttpClient_counts()
    {
        var options = TimedCall.Options(attempt: 20, total: null);
        options.Retry.MaxRetries = 0;

        var failure = await _call.FailAsync<SemrushConnectionException>(options, TimedCall.NoResponse, TimeSpan.FromSeconds(12));

        Assert.Equal((true, 12), (failure.IsTimeout, _call.Now));
    }

    [Fact]
    public async Task A_body_that_breaks_at_its_timeout_is_a_timeout()
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
        using var client = _call.Client(TimedCall.Options(attempt: null, total: null), TimedCall.NoResponse);
        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: cancellation.Token);

        await _call.Clock.RunAsync(Task.Delay(TimeSpan.FromHours(1), _call.Clock, The.Token));

        Assert.Equal((false, 3_600), (call.IsCompleted, _call.Now));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }
}
