using System.Net;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A caller who cancels gets the cancellation token of the call back, without time passing, and nothing more is sent.</summary>
public sealed class CallerCancellationTests
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemrushClientOptions _options = new() { ApiKey = The.ApiKey, RateLimit = { Enabled = false } };

    [Fact]
    public Task While_it_waits_for_the_rate_limit()
    {
        var limiter = new DelayingLimiter(Signalling(TimeSpan.FromHours(1)), [TimeSpan.FromHours(1)]);
        _options.RateLimit.Enabled = true;
        return CancelAsync(_options.UseRateLimiter(limiter), _ => Task.FromResult(Response.Empty(200)), requests: 0);
    }

    [Fact]
    public Task While_the_last_retry_waits_for_the_rate_limit()
    {
        var limiter = new DelayingLimiter(Signalling(TimeSpan.FromHours(1)), [TimeSpan.Zero, TimeSpan.FromHours(1)]);
        _options.RateLimit.Enabled = true;
        (_options.Retry.MaxRetries, _options.Retry.Delay) = (1, TimeSpan.FromMilliseconds(1));
        return CancelAsync(_options.UseRateLimiter(limiter), _ => Task.FromResult(Response.Error(503)), requests: 1);
    }

    [Fact]
    public Task While_the_last_retry_waits_for_a_token()
    {
        var asked = 0;
        var provider = new CustomTokenProvider(token => asked++ == 0 ? Task.FromResult(The.ApiKey) : HangAsync<string>(token));
        (_options.ApiKey, _options.Retry.MaxRetries, _options.Retry.Delay) = (null, 1, TimeSpan.FromMilliseconds(1));
        return CancelAsync(_options.UseAccessTokenProvider(provider), _ => Task.FromResult(Response.Error(503)), requests: 1);
    }

    [Fact]
    public Task While_it_waits_for_a_token()
    {
        _options.ApiKey = null;
        return CancelAsync(_options.UseAccessTokenProvider(new CustomTokenProvider(HangAsync<string>)), _ => Task.FromResult(Response.Empty(200)), requests: 0);
    }

    [Fact]
    public Task While_others_wait_for_the_same_token()
    {
        var scene = new TokenScene();
        scene.Flow.OnSignIn = _ => HangAsync<TokenSet>(CancellationToken.None);
        _options.ApiKey = null;
        return CancelAsync(_options.UseAccessTokenProvider(scene.Manager), _ => Task.FromResult(Response.Empty(200)), requests: 0);
    }

    [Fact]
    public Task While_a_rejected_token_is_refreshed()
    {
        var scene = new TokenScene();
        scene.Flow.OnRenew = (_, _) => HangAsync<TokenSet?>(CancellationToken.None);
        _options.ApiKey = null;
        return CancelAsync(_options.UseAccessTokenProvider(scene.Manager), _ => Task.FromResult(Response.Error(401)), requests: 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public Task While_the_request_is_sent_with_and_without_retries(int retries)
    {
        _options.Retry.MaxRetries = retries;
        return CancelAsync(_options, HangAsync<HttpResponseMessage>, requests: 1);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(true, 3)]
    public Task While_the_body_is_read_even_if_it_breaks(bool breaks, int retries)
    {
        _options.Retry.MaxRetries = retries;
        return CancelAsync(
            _options,
            _ => Task.FromResult<HttpResponseMessage>(new(HttpStatusCode.OK) { Content = new StreamContent(new StalledStream(breaks, _reached)) }),
            requests: 1);
    }

    [Fact]
    public Task While_it_waits_for_the_next_attempt()
    {
        _options.UseTimeProvider(Signalling(TimeSpan.FromSeconds(61)));
        return CancelAsync(_options, _ => Task.FromResult(Response.Error(503).WithHeader("Retry-After", "61")), requests: 1);
    }

    private async Task CancelAsync(SemrushClientOptions options, Func<CancellationToken, Task<HttpResponseMessage>> respond, int requests)
    {
        using var cancellation = new CancellationTokenSource();
        var stub = new StubHandler((_, token) => respond(token));
        using var client = The.Client(stub, options);

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: cancellation.Token);
        await _reached.Task.WaitAsync(The.Token);
        Assert.False(call.IsCompleted);
        await cancellation.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, The.Token));
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Assert.Equal(requests, stub.Requests.Count);
    }

    private Task<T> HangAsync<T>(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return new TaskCompletionSource<T>().Task.WaitAsync(cancellationToken);
    }

    // A clock that stands still, and shows that a wait of this length has begun.
    private FakeClock Signalling(TimeSpan wait) => new()
    {
        TimerSet = time =>
        {
            if (time == wait)
                _reached.TrySetResult();
        },
    };
}
