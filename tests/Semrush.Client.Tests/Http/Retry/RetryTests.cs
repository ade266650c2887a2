using System.Net;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>Retries of a call and their times.</summary>
public sealed class RetryTests
{
    private readonly FakeClock _clock = new();

    private SemrushClientOptions Options => new SemrushClientOptions { ApiKey = The.ApiKey, RateLimit = { Enabled = false } }.UseTimeProvider(_clock);

    [Fact]
    public async Task A_call_is_retried_until_it_succeeds()
    {
        var stub = StubHandler.Returning(Response.Error(503), Response.Error(500), Response.Payload("map-rank-tracker.get-user-limits"));
        using var client = The.Client(stub, Options);

        var limits = await _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(23908, limits.Credits!.Available);
        Assert.Equal(3, stub.Requests.Count);
        Assert.All(stub.Requests, request => Assert.Equal([$"Apikey {The.ApiKey}"], request.Header("Authorization")));
    }

    [Fact]
    public async Task The_last_failure_is_thrown_with_the_number_of_attempts()
    {
        var stub = StubHandler.Returning(_ => Response.Error(503));
        using var client = The.Client(stub, Options);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 4, 4), (failure.StatusCode, failure.Attempts, stub.Requests.Count));
    }

    [Fact]
    public async Task A_failure_with_status_200_is_retried_if_it_is_retryable()
    {
        var stub = StubHandler.Returning(Response.Error(200, """{"code":1,"retryable":true}"""), Response.Payload("map-rank-tracker.get-user-limits"));
        using var client = The.Client(stub, Options);

        await _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task TotalTimeout_ends_the_retries()
    {
        var stub = StubHandler.Returning(_ => Response.Error(503).WithHeader("Retry-After", "20"));
        var options = Options;
        (options.TotalTimeout, options.Retry.MaxRetries) = (TimeSpan.FromSeconds(50), 100);
        using var client = The.Client(stub, options);
        var start = _clock.GetUtcNow();

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)));

        Assert.Equal(3, failure.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(40), _clock.GetUtcNow() - start);
    }

    [Fact]
    public async Task An_attempt_that_exceeds_its_timeout_is_retried()
    {
        var attempts = 0;
        var stub = new StubHandler(async (_, token) =>
        {
            if (++attempts == 1)
                await Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);
            return Response.Payload("map-rank-tracker.get-user-limits");
        });
        using var client = The.Client(stub, Options);

        await _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(2, attempts);
    }
}
