using System.Net;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication;
using Semrush.Client.Tests.Authentication.Stores;
using Semrush.Client.Tests.Authentication.Tokens;
using Semrush.Client.Tests.Caching;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A response of a gateway or a captive portal drops no token, in a call or in a refresh.</summary>
[Trait("Needs", "file locks")]
public sealed class ForeignResponseTests : IDisposable
{
    private static readonly int[] Statuses = [200, 302, 400, 401, 403, 404, 407, 511];

    private static readonly Dictionary<string, Func<int, HttpResponseMessage>> Bodies = new()
    {
        ["HTML"] = status => Response.With(Response.Html, status, "text/html"),
        ["HTML with a challenge"] = status => Response.With(Response.Html, status, "text/html").WithHeader("WWW-Authenticate", "Basic realm=\"gateway\""),
        ["empty"] = Response.Empty,
        ["text"] = status => Response.With("Unauthorized", status),
        ["a word like a code"] = status => Response.Json("""{"error":"unauthorized"}""", status),
        ["a sentence"] = status => Response.Json("""{"error":"Not allowed here"}""", status),
        ["a message"] = status => Response.Json("""{"message":"Unauthorized"}""", status),
        ["a code and a message"] = status => Response.Json("""{"code":401,"message":"invalid_grant"}""", status),
        ["FastAPI"] = status => Response.Json("""{"detail":"Not authenticated"}""", status),
        ["a problem"] = status => Response.With("""{"type":"about:blank","title":"Unauthorized","status":401}""", status, "application/problem+json"),
        ["a list"] = status => Response.Json("[]", status),
        ["cut"] = status => Response.Json("""{"meta":{"success":false},"error":{"code":401,"mess""", status),
    };

    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _time = new();

    public static TheoryData<string, bool> Cases => new()
    {
        { "memory", true }, { "memory", false },
        { "file", true }, { "file", false },
        { "cache", true }, { "cache", false },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_foreign_response_to_a_call_loses_none_of_96_tokens(string kind, bool isRefreshable)
    {
        var store = Store(kind);
        var kept = 0;
        foreach (var status in Statuses)
            foreach (var (name, body) in Bodies)
            {
                var flow = new FakeFlow(_time) { Lifetime = TimeSpan.FromDays(7) };
                if (!isRefreshable)
                    flow.OnRenew = (_, _) => Task.FromResult<TokenSet?>(null);
                var account = FormattableString.Invariant($"{status} {name}");
                await using var tokens = new TokenManager(flow, store, timeProvider: _time, account: account);
                var responses = new Queue<HttpResponseMessage>([Limits, body(status), Limits]);
                var stub = StubHandler.Returning(_ => responses.Dequeue());
                using var client = The.Client(stub, Options(tokens));

                await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
                var failure = await Assert.ThrowsAnyAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
                Assert.Equal("access-1", await StoredAsync(store, account));
                await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

                Assert.Equal((1, 0, 3, 1), (flow.SignIns, flow.Renewals, stub.Requests.Count, failure.Attempts));
                if (status == 401)
                    Assert.Equal(
                        "The response is not in a form of Semrush's API: a gateway, a proxy or a sign-in page of the network may have sent it. "
                            + "Stored tokens are kept: check the network and call again.",
                        Assert.IsType<SemrushAuthenticationException>(failure).NextStep);
                kept++;
            }

        Assert.Equal(Statuses.Length * Bodies.Count, kept);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("file")]
    [InlineData("cache")]
    public async Task A_foreign_response_to_a_refresh_loses_none_of_96_tokens(string kind)
    {
        var store = Store(kind);
        var kept = 0;
        foreach (var status in Statuses)
            foreach (var (name, body) in Bodies)
            {
                var account = FormattableString.Invariant($"{status} {name}");
                var responses = new Queue<HttpResponseMessage>([body(status), Response.Json(Canary.Tokens)]);
                var stub = StubHandler.Returning(_ => responses.Dequeue());
                using var flow = new AuthorizationCodeFlow(new() { ClientId = "client", ClientSecret = Canary.ClientSecret }, new HttpClient(stub), _time);
                await using (var first = Manager())
                {
                    await first.AcceptAsync(
                        new("expired", _time.GetUtcNow() - TimeSpan.FromDays(8), TimeSpan.FromDays(7)) { RefreshToken = Canary.OldRefreshToken }, The.Token);
                    await Assert.ThrowsAnyAsync<SemrushApiException>(() => first.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));
                }

                // Another process finds the refresh token in the store, and a third one the new tokens.
                foreach (var _ in (int[])[2, 3])
                {
                    await using var next = Manager();
                    Assert.Equal(Canary.AccessToken, await next.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));
                }

                Assert.Equal(2, stub.Requests.Count);
                Assert.All(stub.Requests, request => Assert.Contains(Canary.OldRefreshToken, request.Body, StringComparison.Ordinal));
                kept++;

                TokenManager Manager() => new(flow, store, timeProvider: _time, account: account);
            }

        Assert.Equal(Statuses.Length * Bodies.Count, kept);
    }

    [Theory]
    [InlineData("errors.retryable")]
    [InlineData("errors.description-2022")]
    [InlineData("errors.listing-legacy")]
    [InlineData("errors.out-of-units-no-meta")]
    [InlineData("app-center.jwt-token.error")]
    public async Task A_token_that_the_API_rejects_twice_in_a_documented_form_is_dropped_if_it_cannot_be_refreshed(string form)
    {
        using var scene = Unrefreshable();
        var (stub, failure) = await CallAsync(scene, Response.Payload(form, 401), Response.Payload(form, 401));

        Assert.IsType<SemrushAuthenticationException>(failure);
        Assert.Equal(["Bearer access-1", "Bearer access-1"], stub.Requests.SelectMany(request => request.Header("Authorization")));
        Assert.Equal(2, failure.Attempts);
        Assert.Null(await scene.StoredAsync());
        Assert.Equal("access-2", await scene.GetAsync());
    }

    [Fact]
    public async Task A_bare_string_is_a_form_of_the_API()
    {
        using var scene = Unrefreshable();

        var (stub, _) = await CallAsync(scene, Response.Json("\"Token is expired\"", 401), Response.Json("\"Token is expired\"", 401));

        Assert.Equal(2, stub.Requests.Count);
        Assert.Null(await scene.StoredAsync());
    }

    [Fact]
    public async Task A_token_that_the_API_rejects_once_and_then_accepts_is_kept_and_the_call_succeeds()
    {
        using var scene = Unrefreshable();
        var stub = StubHandler.Returning(Response.Error(401), Limits);
        using var client = The.Client(stub, scene.Options());

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal("access-1", (await scene.StoredAsync())!.AccessToken);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(200)]
    public async Task A_foreign_response_to_the_second_request_keeps_the_token(int status)
    {
        using var scene = Unrefreshable();

        var (stub, failure) = await CallAsync(scene, Response.Error(401), Response.With(Response.Html, status, "text/html"));

        Assert.Equal((2, status), (stub.Requests.Count, (int)failure.StatusCode!));
        Assert.Equal("access-1", (await scene.StoredAsync())!.AccessToken);
        Assert.Equal("access-1", await scene.GetAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_spends_is_not_sent_a_second_time_and_drops_nothing(bool isOfTheApi)
    {
        using var scene = Unrefreshable();
        var stub = StubHandler.Returning(_ => isOfTheApi ? Response.Error(401) : Response.With(Response.Html, 401, "text/html"));
        using var client = The.Client(stub, scene.Options());

        for (var call = 1; call <= 3; call++)
        {
            await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.CollectCampaignAsync(The.CampaignId, cancellationToken: The.Token));
            Assert.Equal(call, stub.Requests.Count);
        }

        Assert.Equal("access-1", (await scene.StoredAsync())!.AccessToken);
        Assert.Equal(1, scene.Flow.SignIns);
    }

    [Fact]
    public async Task A_refreshed_token_that_is_rejected_as_well_is_kept()
    {
        using var scene = new TokenScene();

        var (stub, _) = await CallAsync(scene, Response.Error(401), Response.Error(401));

        Assert.Equal(["Bearer access-1", "Bearer access-2"], stub.Requests.SelectMany(request => request.Header("Authorization")));
        Assert.Equal("access-2", (await scene.StoredAsync())!.AccessToken);
    }

    [Fact]
    public async Task A_token_that_cannot_be_dropped_leaves_the_second_response_with_the_cause()
    {
        var store = new FailingStore();
        using var scene = new TokenScene(store);
        scene.Flow.OnRenew = (_, _) => Task.FromResult<TokenSet?>(null);
        var stub = StubHandler.Returning(request =>
        {
            store.FailsToWrite = true;
            return Response.Error(401, """{"code":"rejected"}""");
        });
        using var client = The.Client(stub, scene.Options());

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((HttpStatusCode.Unauthorized, "rejected", 2), (failure.StatusCode, failure.ErrorCode, failure.Attempts));
        Assert.IsType<IOException>(failure.InnerException?.InnerException);
    }

    [Fact]
    public async Task A_caller_who_cancels_while_a_token_is_dropped_gets_the_cancellation_token_back()
    {
        using var exit = new CancellationTokenSource();
        var store = new GatedStore();
        using var scene = new TokenScene(store);
        scene.Flow.OnRenew = (_, _) => Task.FromResult<TokenSet?>(null);
        var count = 0;
        var stub = StubHandler.Returning(_ =>
        {
            if (++count == 2)
                store.StopAt = Wait.ForTheLock;
            return Response.Error(401);
        });
        using var client = The.Client(stub, scene.Options());

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: exit.Token);
        await store.Reached.WaitAsync(The.Token);
        await exit.CancelAsync();

        Assert.Equal(exit.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
    }

    private static HttpResponseMessage Limits => Response.Payload("map-rank-tracker.get-user-limits");

    private static TokenScene Unrefreshable()
    {
        var scene = new TokenScene();
        scene.Flow.OnRenew = (_, _) => Task.FromResult<TokenSet?>(null);
        return scene;
    }

    private static async Task<(StubHandler Stub, SemrushApiException Failure)> CallAsync(TokenScene scene, params HttpResponseMessage[] responses)
    {
        var stub = StubHandler.Returning(responses);
        using var client = The.Client(stub, scene.Options());
        return (stub, await Assert.ThrowsAnyAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)));
    }

    private static SemrushClientOptions Options(TokenManager tokens)
    {
        var options = The.Options;
        options.ApiKey = null;
        return options.UseAccessTokenProvider(tokens);
    }

    // The token in the store, as another process finds it.
    private async Task<string> StoredAsync(ITokenStore store, string account)
    {
        var flow = new FakeFlow(_time) { OnSignIn = static _ => throw new InvalidOperationException("The token is not in the store.") };
        await using var another = new TokenManager(flow, store, timeProvider: _time, account: account);
        return await another.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token);
    }

    private ITokenStore Store(string kind) => kind switch
    {
        "memory" => new InMemoryTokenStore(),
        "file" => new FileTokenStore(new() { Folder = _folder.Store }),
        _ => new DistributedCacheTokenStore(new FakeCache(), new FakeLocks()),
    };
}
