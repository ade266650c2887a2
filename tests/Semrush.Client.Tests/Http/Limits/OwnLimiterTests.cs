using System.Threading.RateLimiting;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>A limiter that the user brings along, and none at all.</summary>
public sealed class OwnLimiterTests : IDisposable
{
    private readonly StubHandler _stub = StubHandler.Answering(_ => Answer.Payload("map-rank-tracker.get-user-limits"));
    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = 1, QueueLimit = 0 });

    public void Dispose()
    {
        _stub.Dispose();
        _limiter.Dispose();
    }

    [Fact]
    public async Task A_limiter_that_refuses_ends_the_call_and_nothing_is_sent()
    {
        using var taken = _limiter.AttemptAcquire();
        using var client = The.Client(_stub, The.Limited.UseRateLimiter(_limiter));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal("MapRankTracker.GetUserLimits was not sent: the rate limiter that the client was given refused it. Let it queue more calls, or call less often.", failure.Message);
        Assert.Equal((0, false), (failure.Attempts, failure.IsRetryable));
        Assert.Empty(_stub.Requests);
    }

    [Fact]
    public async Task How_long_to_wait_is_passed_on()
    {
        await using var window = new FixedWindowRateLimiter(new() { PermitLimit = 1, Window = TimeSpan.FromHours(1), AutoReplenishment = false });
        using var taken = window.AttemptAcquire();
        using var client = The.Client(_stub, The.Limited.UseRateLimiter(window));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_limiter_is_asked_for_each_attempt_gets_its_permit_back_and_outlives_the_client()
    {
        var stub = StubHandler.Answering(Answer.Error(503), Answer.Payload("map-rank-tracker.get-user-limits"));
        var options = The.Limited.UseRateLimiter(_limiter);
        (options.Retry.MaxRetries, options.Retry.Delay) = (1, TimeSpan.Zero);
        using (var client = The.Client(stub, options))
            await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        var statistics = _limiter.GetStatistics()!;
        Assert.Equal((2, 1), (statistics.TotalSuccessfulLeases, statistics.CurrentAvailablePermits));
    }

    [Fact]
    public async Task A_limiter_of_yours_is_turned_on_by_handing_it_over()
    {
        await using var none = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 0 });
        using var taken = none.AttemptAcquire();
        using var client = The.Client(StubHandler.Answering(), The.Options.UseRateLimiter(none));

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
    }

    [Fact]
    public async Task Turned_off_means_that_nobody_waits()
    {
        var end = new TaskCompletionSource();
        var stub = new StubHandler(async (_, _) =>
        {
            await end.Task;
            return Answer.Payload("map-rank-tracker.get-user-limits");
        });
        var options = The.Options.UseRateLimiter(_limiter);
        options.RateLimit.Enabled = false;
        using var client = The.Client(stub, options);

        var calls = Enumerable.Range(0, 100).Select(_ => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)).ToList();

        Assert.Equal(100, stub.Requests.Count);
        end.SetResult();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_call_without_a_credential_is_not_one_of_the_account()
    {
        using var taken = _limiter.AttemptAcquire();
        var stub = StubHandler.Answering(Answer.Payload("oauth.access-token"));
        using var client = The.Client(stub, The.Limited.UseRateLimiter(_limiter));

        await client.OAuth.CreateAccessTokenAsync(new() { GrantType = OAuth.GrantType.RefreshToken, ClientId = "c", ClientSecret = "s", RefreshToken = "r" }, cancellationToken: The.Token);

        Assert.Single(stub.Requests);
    }
}
