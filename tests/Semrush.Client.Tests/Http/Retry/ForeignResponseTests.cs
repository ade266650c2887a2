using System.Net;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication;
using Semrush.Client.Tests.Authentication.Stores;
using Semrush.Client.Tests.Authentication.Tokens;
using Semrush.Client.Tests.Caching;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>Reliability 30: what a gateway or a captive portal says costs no token, at a call or at a refresh.</summary>
[Trait("Needs", "file locks")]
public sealed class ForeignResponseTests : IDisposable
{
    private static readonly int[] Statuses = [200, 302, 400, 401, 403, 404, 407, 511];

    private static readonly Dictionary<string, Func<int, HttpResponseMessage>> Bodies = new()
    {
        ["HTML"] = status => Answer.With(Answer.Html, status, "text/html"),
        ["HTML with a challenge"] = status => Answer.With(Answer.Html, status, "text/html").WithHeader("WWW-Authenticate", "Basic realm=\"gateway\""),
        ["empty"] = Answer.Empty,
        ["text"] = status => Answer.With("Unauthorized", status),
        ["a word like a code"] = status => Answer.Json("""{"error":"unauthorized"}""", status),
        ["a sentence"] = status => Answer.Json("""{"error":"Not allowed here"}""", status),
        ["a message"] = status => Answer.Json("""{"message":"Unauthorized"}""", status),
        ["a code and a message"] = status => Answer.Json("""{"code":401,"message":"invalid_grant"}""", status),
        ["FastAPI"] = status => Answer.Json("""{"detail":"Not authenticated"}""", status),
        ["a problem"] = status => Answer.With("""{"type":"about:blank","title":"Unauthorized","status":401}""", status, "application/problem+json"),
        ["a list"] = status => Answer.Json("[]", status),
        ["cut"] = status => Answer.Json("""{"meta":{"success":false},"error":{"code":401,"mess""", status),
    };

    private readonly TemporaryFolder _folder = new();
    private readonly Clock _time = new();

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
                var stub = StubHandler.Answering(_ => responses.Dequeue());
                using var client = The.Client(stub, Options(tokens));

                await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
                var failure = await Assert.ThrowsAnyAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
                Assert.Equal("access-1", (await store.ReadAsync($"{flow.Name};account={Uri.EscapeDataString(account)}", The.Token))?.AccessToken);
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
                var responses = new Queue<HttpResponseMessage>([body(status), Answer.Json(Canary.Tokens)]);
                var stub = StubHandler.Answering(_ => responses.Dequeue());
                using var flow = new AuthorizationCodeFlow(new() { ClientId = "client", ClientSecret = Canary.ClientSecret }, new HttpClient(stub), _time);
                await using var tokens = new TokenManager(flow, store, timeProvider: _time, account: account);
                var key = $"{flow.Name};account={Uri.EscapeDataString(account)}";
                await store.PutAsync(key, new("expired", _time.GetUtcNow() - TimeSpan.FromDays(8), TimeSpan.FromDays(7)) { RefreshToken = Canary.OldRefreshToken });

                await Assert.ThrowsAnyAsync<SemrushApiException>(() => tokens.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));
                Assert.Equal(Canary.OldRefreshToken, (await store.ReadAsync(key, The.Token))?.RefreshToken);

                Assert.Equal(Canary.AccessToken, await tokens.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));
                Assert.Equal(Canary.RefreshToken, (await store.ReadAsync(key, The.Token))?.RefreshToken);
                Assert.All(stub.Requests, request => Assert.Contains(Canary.OldRefreshToken, request.Body, StringComparison.Ordinal));
                kept++;
            }

        Assert.Equal(Statuses.Length * Bodies.Count, kept);
    }

    [Theory]
    [InlineData("errors.retryable")]
    [InlineData("errors.description-2022")]
    [InlineData("errors.listing-legacy")]
    [InlineData("errors.out-of-units-no-meta")]
    [InlineData("app-center.jwt-token.error")]
    public async Task A_token_that_the_API_rejects_twice_in_its_own_form_is_dropped_where_it_cannot_be_refreshed(string form)
    {
        using var scene = Unrefreshable();
        var (stub, failure) = await CallAsync(scene, Answer.Payload(form, 401), Answer.Payload(form, 401));

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

        var (stub, _) = await CallAsync(scene, Answer.Json("\"Token is expired\"", 401), Answer.Json("\"Token is expired\"", 401));

        Assert.Equal(2, stub.Requests.Count);
        Assert.Null(await scene.StoredAsync());
    }

    [Fact]
    public async Task A_token_that_the_API_rejects_once_and_then_accepts_is_kept_and_the_call_succeeds()
    {
        using var scene = Unrefreshable();
        var stub = StubHandler.Answering(Answer.Error(401), Limits);
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

        var (stub, failure) = await CallAsync(scene, Answer.Error(401), Answer.With(Answer.Html, status, "text/html"));

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
        var stub = StubHandler.Answering(_ => isOfTheApi ? Answer.Error(401) : Answer.With(Answer.Html, 401, "text/html"));
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

        var (stub, _) = await CallAsync(scene, Answer.Error(401), Answer.Error(401));

        Assert.Equal(["Bearer access-1", "Bearer access-2"], stub.Requests.SelectMany(request => request.Header("Authorization")));
        Assert.Equal("access-2", (await scene.StoredAsync())!.AccessToken);
    }

    [Fact]
    public async Task A_token_that_cannot_be_dropped_leaves_the_second_response_with_the_cause()
    {
        var store = new FailingStore();
        using var scene = new TokenScene(store);
        scene.Flow.OnRenew = (_, _) => Task.FromResult<TokenSet?>(null);
        var stub = StubHandler.Answering(request =>
        {
            store.FailsToWrite = true;
            return Answer.Error(401, """{"code":"rejected"}""");
        });
        using var client = The.Client(stub, scene.Options());

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((HttpStatusCode.Unauthorized, "rejected", 2), (failure.StatusCode, failure.ErrorCode, failure.Attempts));
        Assert.IsType<IOException>(failure.InnerException?.InnerException);
    }

    [Fact]
    public async Task A_caller_who_leaves_while_a_token_is_dropped_gets_their_own_token_back()
    {
        using var exit = new CancellationTokenSource();
        var store = new GatedStore();
        using var scene = new TokenScene(store);
        scene.Flow.OnRenew = (_, _) => Task.FromResult<TokenSet?>(null);
        var count = 0;
        var stub = StubHandler.Answering(_ =>
        {
            if (++count == 2)
                store.StopAt = Wait.ForTheLock;
            return Answer.Error(401);
        });
        using var client = The.Client(stub, scene.Options());

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: exit.Token);
        await store.Reached.WaitAsync(The.Token);
        await exit.CancelAsync();

        Assert.Equal(exit.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
    }

    private static HttpResponseMessage Limits => Answer.Payload("map-rank-tracker.get-user-limits");

    private static TokenScene Unrefreshable()
    {
        var scene = new TokenScene();
        scene.Flow.OnRenew = (_, _) => Task.FromResult<TokenSet?>(null);
        return scene;
    }

    private static async Task<(StubHandler Stub, SemrushApiException Failure)> CallAsync(TokenScene scene, params HttpResponseMessage[] responses)
    {
        var stub = StubHandler.Answering(responses);
        using var client = The.Client(stub, scene.Options());
        return (stub, await Assert.ThrowsAnyAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)));
    }

    private static SemrushClientOptions Options(TokenManager tokens)
    {
        var options = The.Options;
        options.ApiKey = null;
        return options.UseAccessTokenProvider(tokens);
    }

    private ITokenStore Store(string kind) => kind switch
    {
        "memory" => new InMemoryTokenStore(),
        "file" => new FileTokenStore(new() { Folder = _folder.Store }),
        _ => new DistributedCacheTokenStore(new FakeCache(), new FakeLocks()),
    };
}
