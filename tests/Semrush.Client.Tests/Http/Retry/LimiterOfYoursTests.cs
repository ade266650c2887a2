using System.Net;
using Semrush.Client.Http;

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

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(The.Token));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1, 1), (failure.StatusCode, failure.Attempts, stub.Requests.Count));
        Assert.Equal((4, 0), (limiter.Asked, limiter.Held));
    }
}
