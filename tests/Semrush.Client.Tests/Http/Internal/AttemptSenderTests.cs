using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;
using Semrush.Client.Tests.Diagnostics;
using Semrush.Client.Tests.Http.Retry;

namespace Semrush.Client.Tests.Http.Internal;

/// <summary>One attempt: whose token is renewed, and what goes with the request.</summary>
public sealed class AttemptSenderTests
{
    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Only_a_401_renews_a_token(int status)
    {
        using var scene = new TokenScene();
        using var client = The.Client(StubHandler.Answering(Answer.Error(status)), scene.Options());

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((1, 0), (scene.Flow.SignIns, scene.Flow.Renewals));
    }

    [Fact]
    public async Task A_renewed_token_is_logged()
    {
        using var listening = new Listening();
        using var scene = new TokenScene();
        using var client = The.Client(
            StubHandler.Answering(Answer.Error(401), Answer.Payload("map-rank-tracker.get-user-limits")), scene.Options().UseLoggerFactory(listening));

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Contains(listening.Logs, log => log.Id.Id == 2 && log.Text.StartsWith("MapRankTracker.GetUserLimits was refused", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_provider_that_gives_up_by_itself_is_not_taken_for_the_caller_or_a_time_limit(int before)
    {
        var cause = new OperationCanceledException("The user closed the window.", new CancellationToken(canceled: true));
        var answers = new Queue<string>(Enumerable.Repeat("a-token", before));
        var options = AskedToWait.Options;
        options.ApiKey = null;
        options.UseAccessTokenProvider(new YourProvider(_ => answers.TryDequeue(out var token) ? Task.FromResult(token) : throw cause));
        using var client = The.Client(StubHandler.Answering(_ => Answer.Error(503)), options);

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Same(cause, thrown);
    }

    [Fact]
    public async Task A_call_whose_client_was_disposed_says_so()
    {
        SemrushClient? client = null;
        client = The.Client(StubHandler.Answering(_ =>
        {
            client!.Dispose();
            throw new OperationCanceledException("The connection was given up.");
        }));

        var thrown = await Assert.ThrowsAsync<ObjectDisposedException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Contains("disposed while a call was under way", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_limit_of_a_call_whose_client_was_disposed_in_the_meantime_is_one_nonetheless()
    {
        SemrushClient? client = null;
        client = The.Client(StubHandler.Answering(_ =>
        {
            client!.Dispose();
            throw new TaskCanceledException("late", new TimeoutException());
        }));

        var thrown = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.True(thrown.IsTimeout);
    }

    [Fact]
    public async Task A_provider_may_write_any_number_of_headers()
    {
        var stub = StubHandler.Answering(_ => Answer.Payload("map-rank-tracker.get-user-limits"));
        var options = The.Options;
        options.ApiKey = null;
        using var client = The.Client(stub, options.UseAuthenticationProvider(new TwoHeaders()));

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(["1"], stub.Request.Header("X-First"));
        Assert.Equal(["2"], stub.Request.Header("X-Second"));
    }

    private sealed class TwoHeaders : IAuthenticationProvider
    {
        public Task AuthenticateRequestAsync(RequestInformation request, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
        {
            request.Headers.Add("X-First", "1");
            request.Headers.Add("X-Second", "2");
            return Task.CompletedTask;
        }
    }
}
