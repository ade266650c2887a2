using System.Net;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A rate limiter that a user brought along.</summary>
public sealed class LimiterOfYoursTests
{
    [Fact]
    public async Task When_it_refuses_a_repetition_the_call_fails_with_what_Semrush_said()
    {
        using var limiter = new HesitantLimiter(TimeProvider.System, [], permits: false);
        var options = AskedToWait.Options;
        options.RateLimit.Enabled = true;
        var stub = StubHandler.Answering(Answer.Error(503));
        using var client = The.Client(stub, options.UseRateLimiter(limiter));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1, 1), (failure.StatusCode, failure.Attempts, stub.Requests.Count));
        Assert.Equal((4, 0), (limiter.Asked, limiter.Held));
    }

    [Fact]
    public async Task When_it_refuses_the_request_with_the_renewed_token_the_call_fails_with_what_Semrush_said()
    {
        using var scene = new TokenScene();
        using var limiter = new HesitantLimiter(TimeProvider.System, [], permits: false);
        var options = scene.Options();
        options.RateLimit.Enabled = true;
        using var client = The.Client(StubHandler.Answering(Answer.Error(401)), options.UseRateLimiter(limiter));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((HttpStatusCode.Unauthorized, 1, 1), (failure.StatusCode, failure.Attempts, scene.Flow.Renewals));
    }
}
