using System.Net;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>No response outlives its call.</summary>
public sealed class DisposalTests
{
    private readonly List<WatchedContent> _bodies = [];

    [Theory]
    [InlineData(503, 4)]
    [InlineData(400, 1)]
    [InlineData(200, 1)]
    public async Task Every_response_is_disposed(int status, int responses)
    {
        var stub = StubHandler.Returning(_ => Watched(status, "{}"));
        using var client = The.Client(stub, RetriedCall.Options);

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(responses, _bodies.Count(body => body.IsDisposed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_rejection_of_a_token_is_disposed_with_and_without_a_refresh(bool fails)
    {
        using var scene = new TokenScene();
        if (fails)
            scene.Flow.OnRenew = (_, _) => throw new InvalidOperationException("A fault of the flow.");
        var stub = StubHandler.Returning(_ => Watched(401, """{"error":{}}"""));
        using var client = The.Client(stub, scene.Options());

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(fails ? 1 : 2, _bodies.Count(body => body.IsDisposed));
    }

    private HttpResponseMessage Watched(int status, string body)
    {
        _bodies.Add(new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body))));
        return new((HttpStatusCode)status) { Content = _bodies[^1] };
    }
}
