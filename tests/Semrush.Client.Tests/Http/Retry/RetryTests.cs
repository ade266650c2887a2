using System.Net;
using Semrush.Client.Tests.Authentication;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>What a call does after a failed attempt, and when.</summary>
public sealed class RetryTests
{
    private readonly Clock _clock = new();

    private SemrushClientOptions Options => new SemrushClientOptions { ApiKey = The.ApiKey, RateLimit = { Enabled = false } }.UseTimeProvider(_clock);

    [Fact]
    public async Task A_call_is_sent_again_until_it_succeeds()
    {
        var stub = StubHandler.Answering(Answer.Error(503), Answer.Error(500), Answer.Payload("map-rank-tracker.get-user-limits"));
        using var client = The.Client(stub, Options);

        var limits = await _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(23908, limits.Credits!.Available);
        Assert.Equal(3, stub.Requests.Count);
        Assert.All(stub.Requests, request => Assert.Equal([$"Apikey {The.ApiKey}"], request.Header("Authorization")));
    }

    [Fact]
    public async Task The_last_failure_is_the_one_that_surfaces_and_says_how_many_attempts_there_were()
    {
        var stub = StubHandler.Answering(_ => Answer.Error(503));
        using var client = The.Client(stub, Options);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 4, 4), (failure.StatusCode, failure.Attempts, stub.Requests.Count));
    }

    [Fact]
    public async Task A_failure_that_came_with_status_200_is_repeated_when_the_server_says_so()
    {
        var stub = StubHandler.Answering(Answer.Error(200, """{"code":1,"retryable":true}"""), Answer.Payload("map-rank-tracker.get-user-limits"));
        using var client = The.Client(stub, Options);

        await _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task The_total_time_ends_the_repetitions()
    {
        var stub = StubHandler.Answering(_ => Answer.Error(503).WithHeader("Retry-After", "20"));
        var options = Options;
        (options.TotalTimeout, options.Retry.MaxRetries) = (TimeSpan.FromSeconds(50), 100);
        using var client = The.Client(stub, options);
        var start = _clock.GetUtcNow();

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)));

        Assert.Equal(3, failure.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(40), _clock.GetUtcNow() - start);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_given_up_and_repeated()
    {
        var attempts = 0;
        var stub = new StubHandler(async (_, token) =>
        {
            if (++attempts == 1)
                await Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);
            return Answer.Payload("map-rank-tracker.get-user-limits");
        });
        using var client = The.Client(stub, Options);

        await _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(2, attempts);
    }
}
