using System.Net;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>What counts towards the 50 seconds of a call: everything after its first attempt began, and nothing before.</summary>
public sealed class TotalTimeoutTests
{
    private readonly TimedCall _call = new();
    private readonly SemrushClientOptions _options = TimedCall.Options(attempt: 20, total: 50);

    [Fact]
    public async Task A_late_token_between_two_attempts_ends_the_call_with_the_last_response()
    {
        var asked = 0;
        Ask(token => ++asked == 1 ? Task.FromResult("first") : TimedCall.HangAsync<string>(token));

        var failure = await _call.FailAsync<SemrushApiException>(_options, TimedCall.Unavailable);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1, 50), (failure.StatusCode, failure.Attempts, _call.Now));
    }

    [Fact]
    public async Task A_late_refresh_ends_the_call_with_the_rejection()
    {
        using var scene = new TokenScene();
        scene.Flow.OnRenew = (_, _) => TimedCall.HangAsync<TokenSet?>(CancellationToken.None);
        _options.ApiKey = null;
        _options.UseAccessTokenProvider(scene.Manager);

        var failure = await _call.FailAsync<SemrushAuthenticationException>(_options, _ => Task.FromResult(Response.Error(401)));

        Assert.Equal((HttpStatusCode.Unauthorized, 1, 50), (failure.StatusCode, failure.Attempts, _call.Now));
    }

    [Fact]
    public async Task A_late_permit_for_the_refreshed_token_ends_the_call_with_the_rejection()
    {
        using var scene = new TokenScene();
        using var limiter = new DelayingLimiter(_call.Clock, [TimeSpan.Zero, Timeout.InfiniteTimeSpan]);
        (_options.ApiKey, _options.RateLimit.Enabled) = (null, true);
        _options.UseAccessTokenProvider(scene.Manager).UseRateLimiter(limiter);

        var failure = await _call.FailAsync<SemrushAuthenticationException>(_options, _ => Task.FromResult(Response.Error(401)));

        Assert.Equal((HttpStatusCode.Unauthorized, 1, 50, 1), (failure.StatusCode, failure.Attempts, _call.Now, scene.Flow.Renewals));
    }

    [Fact]
    public async Task The_wait_for_the_rate_limit_counts_for_a_retry_and_not_for_the_first_attempt()
    {
        using var limiter = new DelayingLimiter(_call.Clock, [TimeSpan.FromSeconds(100), Timeout.InfiniteTimeSpan]);
        _options.RateLimit.Enabled = true;

        var failure = await _call.FailAsync<SemrushApiException>(_options.UseRateLimiter(limiter), TimedCall.Unavailable);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1, 150), (failure.StatusCode, failure.Attempts, _call.Now));
        Assert.Equal([100], _call.Sent);
    }

    [Fact]
    public async Task A_sign_in_of_100_seconds_does_not_count()
    {
        Ask(async token =>
        {
            await Task.Delay(TimeSpan.FromSeconds(100), _call.Clock, token);
            return "token";
        });
        using var client = _call.Client(_options, _ => Task.FromResult(Response.Payload("map-rank-tracker.get-user-limits")));

        await _call.Clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal([100], _call.Sent);
    }

    private void Ask(Func<CancellationToken, Task<string>> token)
    {
        _options.ApiKey = null;
        _options.UseAccessTokenProvider(new CustomTokenProvider(token));
    }
}
