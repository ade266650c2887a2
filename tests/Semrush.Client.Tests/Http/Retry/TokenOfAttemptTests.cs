using System.Net;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;
using Semrush.Client.Tests.Diagnostics;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>Every attempt has a fresh credential, and a rejected token is refreshed once.</summary>
public sealed class TokenOfAttemptTests : IDisposable
{
    private readonly TokenScene _scene = new();

    public static TheoryData<string, Exception> Faults => new()
    {
        { "rejected", new SemrushAuthenticationException("The refresh token was rejected.", "Sign in again.") { ErrorCode = "invalid_grant" } },
        { "no response", new SemrushConnectionException("The connection broke.") },
        { "a fault of the flow", new InvalidOperationException("A fault of the flow.") },
        { "a time limit of the flow", new TaskCanceledException("late") },
    };

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task The_second_attempt_has_a_token_that_was_replaced_after_the_first()
    {
        var stub = new StubHandler(async (request, _) =>
        {
            if (request.Header("Authorization").Single() == "Bearer access-2")
                return Response.Payload("map-rank-tracker.get-user-limits");
            await _scene.Manager.SignInAsync(The.Token);
            return Response.Error(503);
        });
        using var client = The.Client(stub, _scene.Options());

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(["Bearer access-1", "Bearer access-2"], stub.Requests.SelectMany(request => request.Header("Authorization")));
    }

    [Fact]
    public async Task A_rejected_token_is_refreshed_and_the_request_retried_once()
    {
        var stub = StubHandler.Returning(_ => Response.Error(401));
        using var client = The.Client(stub, _scene.Options());

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((2, 2, 1), (stub.Requests.Count, failure.Attempts, _scene.Flow.Renewals));
    }

    [Fact]
    public async Task A_token_that_is_rejected_at_every_attempt_is_refreshed_once_in_a_call()
    {
        var responses = new Queue<int>([401, 503, 401]);
        var stub = StubHandler.Returning(_ => Response.Error(responses.Dequeue()));
        using var client = The.Client(stub, _scene.Options());

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((3, 1), (failure.Attempts, _scene.Flow.Renewals));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task If_the_refresh_fails_the_call_fails_with_the_first_response(string name, Exception cause)
    {
        _ = name;
        _scene.Flow.OnRenew = (_, _) => throw cause;
        var stub = StubHandler.Returning(Response.Error(401, """{"code":"first"}"""));
        using var client = The.Client(stub, _scene.Options());

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((HttpStatusCode.Unauthorized, "first", 1), (failure.StatusCode, failure.ErrorCode, failure.Attempts));
        Assert.Same(cause, failure.InnerException);
    }

    [Fact]
    public async Task A_failed_sign_in_is_not_retried_by_the_call()
    {
        var outage = new SemrushApiException("Down.") { Operation = "OAuth.CreateAccessToken", StatusCode = HttpStatusCode.ServiceUnavailable, IsRetryable = true, Attempts = 1 };
        _scene.Flow.OnSignIn = _ => throw outage;
        var stub = StubHandler.Returning();
        using var client = The.Client(stub, _scene.Options());

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Same(outage, failure);
        Assert.Equal((0, 1, 1), (stub.Requests.Count, _scene.Flow.SignIns, failure.Attempts));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(IOException))]
    public async Task An_exception_of_a_custom_provider_is_thrown_as_it_is_and_not_retried(Type type)
    {
        var fault = (Exception)Activator.CreateInstance(type)!;
        var asked = 0;
        var stub = StubHandler.Returning();
        var options = RetriedCall.Options;
        options.ApiKey = null;
        using var client = The.Client(stub, options.UseAccessTokenProvider(new CustomTokenProvider(_ =>
        {
            asked++;
            throw fault;
        })));

        Assert.Same(fault, await Assert.ThrowsAnyAsync<Exception>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)));
        Assert.Equal((1, 0), (asked, stub.Requests.Count));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Only_a_401_refreshes_a_token(int status)
    {
        using var client = The.Client(StubHandler.Returning(Response.Error(status)), _scene.Options());

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((1, 0), (_scene.Flow.SignIns, _scene.Flow.Renewals));
    }

    [Fact]
    public async Task A_refreshed_token_is_logged()
    {
        using var listening = new Listening();
        using var client = The.Client(
            StubHandler.Returning(Response.Error(401), Response.Payload("map-rank-tracker.get-user-limits")), _scene.Options().UseLoggerFactory(listening));

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Contains(listening.Logs, log => log.Id.Id == 2 && log.Text.StartsWith("MapRankTracker.GetUserLimits was rejected with 401", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_provider_that_cancels_is_not_taken_for_the_caller_or_a_time_limit(int before)
    {
        var cause = new OperationCanceledException("The user closed the window.", new CancellationToken(canceled: true));
        var responses = new Queue<string>(Enumerable.Repeat("a-token", before));
        var options = RetriedCall.Options;
        options.ApiKey = null;
        options.UseAccessTokenProvider(new CustomTokenProvider(_ => responses.TryDequeue(out var token) ? Task.FromResult(token) : throw cause));
        using var client = The.Client(StubHandler.Returning(_ => Response.Error(503)), options);

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Same(cause, thrown);
    }

    [Fact]
    public async Task A_call_whose_client_is_disposed_fails_with_ObjectDisposedException()
    {
        SemrushClient? client = null;
        client = The.Client(StubHandler.Returning(_ =>
        {
            client!.Dispose();
            throw new OperationCanceledException("The connection was closed.");
        }));

        var thrown = await Assert.ThrowsAsync<ObjectDisposedException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Contains("disposed while a call was under way", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeout_of_a_call_whose_client_is_disposed_is_a_timeout()
    {
        SemrushClient? client = null;
        client = The.Client(StubHandler.Returning(_ =>
        {
            client!.Dispose();
            throw new TaskCanceledException("late", new TimeoutException());
        }));

        var thrown = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.True(thrown.IsTimeout);
    }

    [Fact]
    public async Task A_custom_provider_may_add_any_number_of_headers()
    {
        var stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-user-limits"));
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
