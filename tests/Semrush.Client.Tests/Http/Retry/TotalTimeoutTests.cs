using System.Net;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>What counts among the 50 seconds of a call besides its requests: everything after its first attempt began, nothing before.</summary>
public sealed class TotalTimeoutTests
{
    private readonly TimedCall _call = new();
    private readonly SemrushClientOptions _options = TimedCall.Options(attempt: 20, total: 50);

    [Fact]
    public async Task A_token_that_takes_too_long_between_two_attempts_ends_the_call_with_the_answer_that_it_has()
    {
        var asked = 0;
        Ask(token => ++asked == 1 ? Task.FromResult("first") : TimedCall.HangAsync<string>(token));

        var failure = await _call.FailAsync<SemrushApiException>(_options, TimedCall.Unavailable);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1, 50), (failure.StatusCode, failure.Attempts, _call.Now));
    }

    [Fact]
    public async Task A_renewal_that_takes_too_long_ends_the_call_with_the_refusal()
    {
        using var scene = new TokenScene();
        scene.Flow.OnRenew = (_, _) => TimedCall.HangAsync<TokenSet?>(CancellationToken.None);
        _options.ApiKey = null;
        _options.UseAccessTokenProvider(scene.Manager);

        var failure = await _call.FailAsync<SemrushAuthenticationException>(_options, _ => Task.FromResult(Answer.Error(401)));

        Assert.Equal((HttpStatusCode.Unauthorized, 1, 50), (failure.StatusCode, failure.Attempts, _call.Now));
    }

    [Fact]
    public async Task A_renewed_token_that_waits_too_long_for_its_turn_ends_the_call_with_the_refusal()
    {
        using var scene = new TokenScene();
        using var limiter = new HesitantLimiter(_call.Clock, [TimeSpan.Zero, Timeout.InfiniteTimeSpan]);
        (_options.ApiKey, _options.RateLimit.Enabled) = (null, true);
        _options.UseAccessTokenProvider(scene.Manager).UseRateLimiter(limiter);

        var failure = await _call.FailAsync<SemrushAuthenticationException>(_options, _ => Task.FromResult(Answer.Error(401)));

        Assert.Equal((HttpStatusCode.Unauthorized, 1, 50, 1), (failure.StatusCode, failure.Attempts, _call.Now, scene.Flow.Renewals));
    }

    [Fact]
    public async Task The_rate_limit_counts_for_another_attempt_and_not_for_the_first()
    {
        using var limiter = new HesitantLimiter(_call.Clock, [TimeSpan.FromSeconds(100), Timeout.InfiniteTimeSpan]);
        _options.RateLimit.Enabled = true;

        var failure = await _call.FailAsync<SemrushApiException>(_options.UseRateLimiter(limiter), TimedCall.Unavailable);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1, 150), (failure.StatusCode, failure.Attempts, _call.Now));
        Assert.Equal([100], _call.Sent);
    }

    [Fact]
    public async Task A_sign_in_of_100_seconds_takes_nothing_from_the_call()
    {
        Ask(async token =>
        {
            await Task.Delay(TimeSpan.FromSeconds(100), _call.Clock, token);
            return "token";
        });
        using var client = _call.Client(_options, _ => Task.FromResult(Answer.Payload("map-rank-tracker.get-user-limits")));

        await _call.Clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal([100], _call.Sent);
    }

    private void Ask(Func<CancellationToken, Task<string>> token)
    {
        _options.ApiKey = null;
        _options.UseAccessTokenProvider(new YourProvider(token));
    }
}
