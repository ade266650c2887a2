using System.Net;
using System.Net.Sockets;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>CollectCampaign spends credits. It is sent once, whatever the response.</summary>
public sealed class SpendingTests
{
    public static TheoryData<string, Exception> Causes => new()
    {
        { "no such name", new HttpRequestException(HttpRequestError.NameResolutionError, "dns", new SocketException((int)SocketError.HostNotFound)) },
        { "refused", new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)) },
        { "reset", new HttpRequestException(HttpRequestError.Unknown, "reset", new IOException("reset", new SocketException((int)SocketError.ConnectionReset))) },
        { "closed early", new HttpRequestException(HttpRequestError.ResponseEnded, "ended") },
        { "the time limit of HttpClient", new TaskCanceledException("late", new TimeoutException()) },
    };

    public static TheoryData<string> Successes =>
    [
        """{"meta":{"success":false},"error":{"retryable":true}}""",
        """{"meta":{"success":false},"error":{}}""",
        """{"meta":{"success":tr""",
        Response.Html,
    ];

    [Fact]
    public async Task It_is_sent_once_for_19_statuses_and_10_bodies_with_and_without_RetryAfter()
    {
        var cells = 0;
        foreach (var status in StatusMatrix.Statuses)
        {
            foreach (var body in StatusMatrix.Bodies)
            {
                Assert.Equal(status, (await CollectAsync(_ => StatusMatrix.ResponseWith(status, body))).ResponseStatusCode);
                Assert.Equal(status, (await CollectAsync(_ => StatusMatrix.ResponseWith(status, body).WithHeader("Retry-After", "0"))).ResponseStatusCode);
                cells += 2;
            }
        }

        Assert.Equal(380, cells);
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public async Task It_is_sent_once_if_there_is_no_response(string name, Exception cause)
    {
        _ = name;
        Assert.IsType<SemrushConnectionException>(await CollectAsync(_ => throw cause));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(429, 429)]
    [InlineData(503, 503)]
    public async Task It_is_sent_once_if_the_body_of_the_response_breaks_off(int status, int? known)
        => Assert.Equal(known, (int?)(await CollectAsync(_ => new((HttpStatusCode)status) { Content = new StreamContent(new BrokenStream()) })).StatusCode);

    [Theory]
    [MemberData(nameof(Successes))]
    public async Task It_is_sent_once_if_a_success_is_none(string body)
        => Assert.Equal(200, (await CollectAsync(_ => Response.Json(body))).ResponseStatusCode);

    [Fact]
    public async Task It_is_sent_once_if_the_response_is_late()
    {
        var clock = new FakeClock();
        var stub = new StubHandler(async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, token);
            return Response.Empty(200);
        });
        using var client = The.Client(stub, new SemrushClientOptions { ApiKey = The.ApiKey, RateLimit = { Enabled = false } }.UseTimeProvider(clock));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(
            () => clock.RunAsync(client.MapRankTracker.CollectCampaignAsync(The.CampaignId, cancellationToken: The.Token)));

        Assert.True(failure.IsTimeout);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task It_is_sent_once_if_its_token_is_rejected_and_the_next_call_has_another()
    {
        using var scene = new TokenScene();
        var stub = StubHandler.Returning(Response.Error(401), Response.Data("{}"));
        using var client = The.Client(stub, scene.Options());

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.CollectCampaignAsync(The.CampaignId, cancellationToken: The.Token));
        Assert.Single(stub.Requests);

        await client.MapRankTracker.CollectCampaignAsync(The.CampaignId, cancellationToken: The.Token);
        Assert.Equal(["Bearer access-2"], stub.Requests[1].Header("Authorization"));
    }

    private static async Task<SemrushApiException> CollectAsync(Func<SentRequest, HttpResponseMessage> respond)
    {
        var stub = StubHandler.Returning(respond);
        using var client = The.Client(stub, RetriedCall.Options);

        var failure = await Assert.ThrowsAnyAsync<SemrushApiException>(() => client.MapRankTracker.CollectCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.EndsWith($"/campaigns/{The.CampaignId}/collect", stub.Request.Address, StringComparison.Ordinal);
        Assert.Equal((1, false), (failure.Attempts, failure.IsRetryable));
        return failure;
    }
}
