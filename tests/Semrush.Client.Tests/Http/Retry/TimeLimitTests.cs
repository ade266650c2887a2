using System.Net;
using Semrush.Client.Http;
using Semrush.Client.Tests.Authentication;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>How long an attempt and a call may take, in virtual seconds.</summary>
public sealed class TimeLimitTests
{
    private readonly Clock _clock = new();
    private readonly List<double> _sent = [];

    [Fact]
    public async Task Each_of_3_attempts_is_given_up_after_its_7_seconds()
    {
        var options = Options(attempt: 7, total: null);
        options.Retry.MaxRetries = 2;

        var failure = await FailAsync<SemrushConnectionException>(options, Never);

        Assert.Equal((true, 3), (failure.IsTimeout, failure.Attempts));
        Assert.Equal([0, 7, 14], _sent);
        Assert.Equal(21, Now);
    }

    [Fact]
    public async Task An_attempt_is_cut_short_at_the_50_seconds_of_the_call()
    {
        var failure = await FailAsync<SemrushConnectionException>(Options(attempt: 20, total: 50), Never);

        Assert.Equal((true, 3), (failure.IsTimeout, failure.Attempts));
        Assert.Equal([0, 20, 40], _sent);
        Assert.Equal(50, Now);
    }

    [Fact]
    public async Task Without_limit_of_the_attempt_the_50_seconds_of_the_call_count()
    {
        var failure = await FailAsync<SemrushConnectionException>(Options(attempt: null, total: 50), Never);

        Assert.Equal((true, 1, 50), (failure.IsTimeout, failure.Attempts, Now));
    }

    [Theory]
    [InlineData(49, 2)]
    [InlineData(50, 1)]
    [InlineData(51, 1)]
    public async Task A_wait_that_leaves_no_time_for_another_attempt_is_not_begun(int retryAfter, int attempts)
    {
        var options = Options(attempt: null, total: 50);

        var failure = await FailAsync<SemrushApiException>(options, _ => Task.FromResult(Answer.Error(503).WithHeader("Retry-After", $"{retryAfter}")));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, attempts), (failure.StatusCode, failure.Attempts));
        Assert.Equal(attempts == 1 ? 0 : 49, Now);
    }

    [Fact]
    public async Task The_shorter_limit_of_an_HttpClient_of_yours_counts()
    {
        var options = Options(attempt: 20, total: null);
        options.Retry.MaxRetries = 0;

        var failure = await FailAsync<SemrushConnectionException>(options, Never, TimeSpan.FromSeconds(12));

        Assert.Equal((true, 12), (failure.IsTimeout, Now));
    }

    [Fact]
    public async Task Without_limits_a_call_still_waits_after_an_hour()
    {
        using var cancellation = new CancellationTokenSource();
        using var client = Client(Options(attempt: null, total: null), Never);
        var call = client.MapRankTracker.GetUserLimitsAsync(cancellation.Token);

        // Somebody has to wait for the clock, as it does not move while nobody does.
        await _clock.RunAsync(Done(Task.Delay(TimeSpan.FromHours(1), _clock, The.Token)));

        Assert.False(call.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_token_that_takes_too_long_between_two_attempts_ends_the_call_with_the_answer_that_it_has()
    {
        var asked = 0;
        var options = Options(attempt: 20, total: 50);
        options.ApiKey = null;
        options.UseAccessTokenProvider(new YourProvider(token => ++asked == 1 ? Task.FromResult("first") : HangAsync<string>(token)));

        var failure = await FailAsync<SemrushApiException>(options, _ => Task.FromResult(Answer.Error(503)));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1, 50), (failure.StatusCode, failure.Attempts, Now));
    }

    [Fact]
    public async Task A_renewal_that_takes_too_long_ends_the_call_with_the_refusal()
    {
        using var scene = new Authentication.Tokens.TokenScene();
        scene.Flow.OnRenew = (_, _) => HangAsync<Client.Authentication.Tokens.TokenSet?>(CancellationToken.None);
        var options = Options(attempt: 20, total: 50);
        options.ApiKey = null;
        options.UseAccessTokenProvider(scene.Manager);

        var failure = await FailAsync<SemrushAuthenticationException>(options, _ => Task.FromResult(Answer.Error(401)));

        Assert.Equal((HttpStatusCode.Unauthorized, 1, 50), (failure.StatusCode, failure.Attempts, Now));
    }

    [Fact]
    public async Task The_rate_limit_of_another_attempt_counts_and_that_of_the_first_does_not()
    {
        var options = Options(attempt: 20, total: 50);
        using var limiter = new HesitantLimiter(_clock, [TimeSpan.FromSeconds(100), Timeout.InfiniteTimeSpan]);
        options.RateLimit.Enabled = true;

        var failure = await FailAsync<SemrushApiException>(options.UseRateLimiter(limiter), _ => Task.FromResult(Answer.Error(503)));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (failure.StatusCode, failure.Attempts));
        Assert.Equal([100], _sent);
        Assert.Equal(150, Now);
    }

    [Fact]
    public async Task A_sign_in_of_100_seconds_takes_nothing_from_the_50_of_the_call()
    {
        var options = Options(attempt: 20, total: 50);
        options.ApiKey = null;
        options.UseAccessTokenProvider(new YourProvider(async token =>
        {
            await Task.Delay(TimeSpan.FromSeconds(100), _clock, token);
            return "token";
        }));
        using var client = Client(options, _ => Task.FromResult(Answer.Payload("map-rank-tracker.get-user-limits")));

        await _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(The.Token));

        Assert.Equal([100], _sent);
    }

    private double Now => (_clock.GetUtcNow() - Clock.Beginning).TotalSeconds;

    private static SemrushClientOptions Options(int? attempt, int? total)
    {
        var options = AskedToWait.Options;
        options.AttemptTimeout = attempt is { } one ? TimeSpan.FromSeconds(one) : Timeout.InfiniteTimeSpan;
        options.TotalTimeout = total is { } all ? TimeSpan.FromSeconds(all) : Timeout.InfiniteTimeSpan;
        return options;
    }

    private async Task<T> FailAsync<T>(SemrushClientOptions options, Func<CancellationToken, Task<HttpResponseMessage>> answer, TimeSpan? limit = null)
        where T : Exception
    {
        using var client = Client(options, answer, limit);
        return await Assert.ThrowsAsync<T>(() => _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(The.Token)));
    }

    private SemrushClient Client(SemrushClientOptions options, Func<CancellationToken, Task<HttpResponseMessage>> answer, TimeSpan? limit = null)
    {
        var stub = new StubHandler((_, token) =>
        {
            _sent.Add(Now);
            return answer(token);
        });
        return new(options.UseTimeProvider(_clock), new HttpClient(stub) { Timeout = limit ?? Timeout.InfiniteTimeSpan });
    }

    private static Task<HttpResponseMessage> Never(CancellationToken cancellationToken) => HangAsync<HttpResponseMessage>(cancellationToken);

    private static Task<T> HangAsync<T>(CancellationToken cancellationToken) => new TaskCompletionSource<T>().Task.WaitAsync(cancellationToken);

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }
}
