using System.Net;
using System.Threading.RateLimiting;
using Semrush.Client.Tests.Authentication.Tokens;
using Semrush.Client.Tests.Http.Retry;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>A rate limiter of the application, and none at all.</summary>
public sealed class CustomLimiterTests : IDisposable
{
    private readonly StubHandler _stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-user-limits"));
    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = 1, QueueLimit = 0 });

    public void Dispose()
    {
        _stub.Dispose();
        _limiter.Dispose();
    }

    [Fact]
    public async Task Without_a_permit_the_call_fails_and_nothing_is_sent()
    {
        using var taken = _limiter.AttemptAcquire();
        using var client = The.Client(_stub, The.Limited.UseRateLimiter(_limiter));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal("MapRankTracker.GetUserLimits was not sent: UseRateLimiter's limiter rejected it. Let it queue more calls, or call less often.", failure.Message);
        Assert.Equal((0, false), (failure.Attempts, failure.IsRetryable));
        Assert.Empty(_stub.Requests);
    }

    [Fact]
    public async Task The_wait_of_the_limiter_is_passed_on()
    {
        await using var window = new FixedWindowRateLimiter(new() { PermitLimit = 1, Window = TimeSpan.FromHours(1), AutoReplenishment = false });
        using var taken = window.AttemptAcquire();
        using var client = The.Client(_stub, The.Limited.UseRateLimiter(window));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Each_attempt_acquires_a_permit_and_returns_it()
    {
        var stub = StubHandler.Returning(Response.Error(503), Response.Payload("map-rank-tracker.get-user-limits"));
        var options = The.Limited.UseRateLimiter(_limiter);
        (options.Retry.MaxRetries, options.Retry.Delay) = (1, TimeSpan.Zero);
        using (var client = The.Client(stub, options))
            await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        var statistics = _limiter.GetStatistics()!;
        Assert.Equal((2, 1), (statistics.TotalSuccessfulLeases, statistics.CurrentAvailablePermits));
    }

    [Fact]
    public async Task UseRateLimiter_turns_the_limit_on()
    {
        await using var none = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 0 });
        using var taken = none.AttemptAcquire();
        using var client = The.Client(StubHandler.Returning(), The.Options.UseRateLimiter(none));

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
    }

    [Fact]
    public async Task No_call_waits_if_the_limit_is_turned_off()
    {
        var end = new TaskCompletionSource();
        var stub = new StubHandler(async (_, _) =>
        {
            await end.Task;
            return Response.Payload("map-rank-tracker.get-user-limits");
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
    public async Task A_call_without_a_credential_is_not_limited()
    {
        using var taken = _limiter.AttemptAcquire();
        var stub = StubHandler.Returning(Response.Payload("oauth.access-token"));
        using var client = The.Client(stub, The.Limited.UseRateLimiter(_limiter));

        await client.OAuth.CreateAccessTokenAsync(new() { GrantType = OAuth.GrantType.RefreshToken, ClientId = "c", ClientSecret = "s", RefreshToken = "r" }, cancellationToken: The.Token);

        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Without_a_permit_for_a_retry_the_call_fails_with_the_last_response()
    {
        using var limiter = new DelayingLimiter(TimeProvider.System, [], permits: false);
        var options = RetriedCall.Options;
        options.RateLimit.Enabled = true;
        var stub = StubHandler.Returning(Response.Error(503));
        using var client = The.Client(stub, options.UseRateLimiter(limiter));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1, 1), (failure.StatusCode, failure.Attempts, stub.Requests.Count));
        Assert.Equal((4, 0), (limiter.Asked, limiter.Held));
    }

    [Fact]
    public async Task Without_a_permit_for_the_refreshed_token_the_call_fails_with_the_rejection()
    {
        using var scene = new TokenScene();
        using var limiter = new DelayingLimiter(TimeProvider.System, [], permits: false);
        var options = scene.Options();
        options.RateLimit.Enabled = true;
        using var client = The.Client(StubHandler.Returning(Response.Error(401)), options.UseRateLimiter(limiter));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((HttpStatusCode.Unauthorized, 1, 1), (failure.StatusCode, failure.Attempts, scene.Flow.Renewals));
    }

    [Fact]
    public async Task A_limiter_is_created_for_each_account_and_each_limited_operation()
    {
        var scopes = new List<RateLimitScope>();
        RateLimiter Create(RateLimitScope scope)
        {
            scopes.Add(scope);
            return new ConcurrencyLimiter(new() { PermitLimit = 10, QueueLimit = 0 });
        }

        var create = (Func<RateLimitScope, RateLimiter>)Create;
        var stub = StubHandler.Returning(_ => Response.Data("""{"id":"1"}"""));
        using var one = The.Client(stub, The.Limited.UseRateLimiter(create));
        using var same = The.Client(stub, The.Limited.UseRateLimiter(create));
        var options = The.Limited.UseRateLimiter(create);
        (options.ApiKey, options.RateLimit.RequestsPerSecond) = ("canary-key-other", 3);
        using var other = The.Client(stub, options);

        foreach (var client in new[] { one, same, other })
            await client.ListingManagement.GetLocationAsync("1", cancellationToken: The.Token);

        var second = TimeSpan.FromSeconds(1);
        Assert.Equal(
            [(null, 10, second, 10), ("ListingManagement.GetLocation", 10, second, 0), (null, 3, second, 10), ("ListingManagement.GetLocation", 10, second, 0)],
            scopes.Select(scope => (scope.Operation, scope.Requests, scope.Window, scope.ConcurrentRequests)));
        Assert.Equal(scopes[0].Account, scopes[1].Account);
        Assert.Equal(2, scopes.Select(scope => scope.Account).Distinct().Count());
        Assert.DoesNotContain(scopes, scope => scope.Account.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_account_of_a_token_manager_has_the_name_of_its_tokens()
    {
        using var scene = new TokenScene();
        RateLimitScope? created = null;
        using var client = The.Client(_stub, scene.Options().UseRateLimiter(scope =>
        {
            created = scope;
            return new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 0 });
        }));

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.EndsWith("account=default", created!.Account, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_waits_for_one_limit_is_still_in_time_for_the_other()
    {
        var asked = new List<string>();
        var isLate = true;
        using var operation = new TimedLimiter(() =>
        {
            asked.Add("operation");
            return ValueTask.CompletedTask;
        });
        using var account = new TimedLimiter(async () =>
        {
            asked.Add("account");
            if (isLate)
                await Task.Yield();
            isLate = false;
        });
        var stub = StubHandler.Returning(Response.Data("""{"id":"1"}"""));
        using var client = The.Client(stub, The.Limited.UseRateLimiter(scope => scope.Operation is null ? account : operation));

        await client.ListingManagement.GetLocationAsync("1", cancellationToken: The.Token);

        Assert.Equal(["operation", "account", "operation", "account"], asked);
    }

    /// <summary>Its leases are valid for a limited time.</summary>
    private sealed class TimedLimiter(Func<ValueTask> beforeWrite) : RateLimiter
    {
        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Lease(beforeWrite);

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(new Lease(beforeWrite));

        private sealed class Lease(Func<ValueTask> beforeWrite) : RateLimitLease
        {
            public override bool IsAcquired => true;

            public override IEnumerable<string> MetadataNames => [RateLimitScope.BeforeWrite.Name];

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = (Func<CancellationToken, ValueTask>)(_ => beforeWrite());
                return metadataName == RateLimitScope.BeforeWrite.Name;
            }
        }
    }
}
