using System.Net;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>Every attempt has a fresh token, and a refused one is renewed once.</summary>
public sealed class TokenOfAttemptTests : IDisposable
{
    private readonly TokenScene _scene = new();

    public static TheoryData<string, Exception> Faults => new()
    {
        { "refused", FakeFlow.Refusal() },
        { "no answer", FakeFlow.LostAnswer() },
        { "a fault of the flow", new InvalidOperationException("A fault of the flow.") },
        { "the flow's own time limit", new TaskCanceledException("late") },
    };

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_token_that_was_replaced_between_two_attempts_is_the_one_that_the_second_has()
    {
        var stub = new StubHandler(async (request, _) =>
        {
            if (request.Header("Authorization").Single() == "Bearer access-2")
                return Answer.Payload("map-rank-tracker.get-user-limits");
            await _scene.Manager.RenewAsync("access-1", The.Token);
            return Answer.Error(503);
        });
        using var client = The.Client(stub, _scene.Options());

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(["Bearer access-1", "Bearer access-2"], stub.Requests.SelectMany(request => request.Header("Authorization")));
    }

    [Fact]
    public async Task A_refused_token_is_renewed_and_the_request_repeated_1_time()
    {
        var stub = StubHandler.Answering(_ => Answer.Error(401));
        using var client = The.Client(stub, _scene.Options());

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((2, 2, 1), (stub.Requests.Count, failure.Attempts, _scene.Flow.Renewals));
    }

    [Fact]
    public async Task A_token_that_is_refused_at_every_attempt_is_renewed_1_time_in_a_call()
    {
        var answers = new Queue<int>([401, 503, 401]);
        var stub = StubHandler.Answering(_ => Answer.Error(answers.Dequeue()));
        using var client = The.Client(stub, _scene.Options());

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((3, 1), (failure.Attempts, _scene.Flow.Renewals));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task When_the_renewal_fails_the_first_answer_surfaces_and_the_cause_is_in_it(string name, Exception cause)
    {
        _ = name;
        _scene.Flow.OnRenew = (_, _) => throw cause;
        var stub = StubHandler.Answering(Answer.Error(401, """{"code":"first"}"""));
        using var client = The.Client(stub, _scene.Options());

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((HttpStatusCode.Unauthorized, "first", 1), (failure.StatusCode, failure.ErrorCode, failure.Attempts));
        Assert.Same(cause, failure.InnerException);
    }

    [Fact]
    public async Task A_sign_in_that_fails_is_not_repeated_by_the_call_and_counts_none_of_its_requests()
    {
        var outage = new SemrushApiException("Down.", new("OAuth.CreateAccessToken") { Status = HttpStatusCode.ServiceUnavailable, IsRetryable = true, Attempts = 1 });
        _scene.Flow.OnSignIn = _ => throw outage;
        var stub = StubHandler.Answering();
        using var client = The.Client(stub, _scene.Options());

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Same(outage, failure);
        Assert.Equal((0, 1, 1), (stub.Requests.Count, _scene.Flow.SignIns, failure.Attempts));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(IOException))]
    public async Task What_a_provider_of_yours_throws_surfaces_as_it_is_and_is_not_repeated(Type type)
    {
        var fault = (Exception)Activator.CreateInstance(type)!;
        var asked = 0;
        var stub = StubHandler.Answering();
        var options = AskedToWait.Options;
        options.ApiKey = null;
        using var client = The.Client(stub, options.UseAccessTokenProvider(new YourProvider(_ =>
        {
            asked++;
            throw fault;
        })));

        Assert.Same(fault, await Assert.ThrowsAnyAsync<Exception>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)));
        Assert.Equal((1, 0), (asked, stub.Requests.Count));
    }
}
