using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>Reliability 6: the end of a refresh token is a sign-in, never a loop, and never the loss of a good token.</summary>
public sealed class RejectedRefreshTests
{
    [Fact]
    public async Task A_rejected_refresh_leaves_a_token_that_still_lasts()
    {
        using var scene = new TokenScene();
        var token = await scene.WithTokenThatIsDueAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeFlow.Refusal();

        for (var call = 0; call < 100; call++)
            Assert.Equal(token, await scene.GetAsync());

        Assert.Equal(1, scene.Flow.Renewals);
        Assert.Equal(token, (await scene.StoredAsync())!.AccessToken);
    }

    [Fact]
    public async Task A_rejected_refresh_of_an_expired_token_is_thrown_once_and_wipes_it()
    {
        using var scene = new TokenScene();
        await scene.WithExpiredTokenAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeFlow.Refusal();

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        Assert.Null(await scene.StoredAsync());
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal(1, scene.Flow.Renewals);
    }

    [Fact]
    public async Task A_rejected_sign_in_is_tried_once_for_each_call()
    {
        using var scene = new TokenScene();
        scene.Flow.OnSignIn = _ => throw FakeFlow.Refusal("access_denied");

        for (var call = 1; call <= 3; call++)
        {
            await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());
            Assert.Equal(call, scene.Flow.Requests);
        }
    }

    [Fact]
    public async Task A_lost_response_is_reported_and_ends_in_a_sign_in_without_a_loop()
    {
        using var scene = new TokenScene();
        await scene.WithExpiredTokenAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeLoss(scene);

        // The server has spent the refresh token, but nobody knows.
        await Assert.ThrowsAsync<SemrushConnectionException>(() => scene.GetAsync());
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal(2, scene.Flow.Renewals);
        Assert.Equal(2, scene.Flow.SignIns);
    }

    [Fact]
    public async Task A_lost_response_does_not_disturb_a_token_that_still_lasts()
    {
        using var scene = new TokenScene();
        var token = await scene.WithTokenThatIsDueAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeFlow.LostAnswer();

        for (var call = 0; call < 100; call++)
            Assert.Equal(token, await scene.GetAsync());

        Assert.Equal(1, scene.Flow.Renewals);
    }

    [Fact]
    public async Task An_outage_of_the_server_is_asked_about_less_than_once_a_second()
    {
        using var scene = new TokenScene();
        var token = await scene.WithTokenThatIsDueAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeFlow.Outage();

        var end = scene.Time.GetUtcNow() + scene.Flow.Lifetime * 0.1;
        for (; scene.Time.GetUtcNow() < end; scene.Time.Advance(TimeSpan.FromMilliseconds(100)))
            Assert.Equal(token, await scene.GetAsync());

        Assert.InRange(scene.Flow.Renewals, 2, 15);
        await Assert.ThrowsAsync<SemrushApiException>(() => scene.GetAsync());
    }

    [Fact]
    public async Task An_overloaded_server_is_given_the_time_that_it_asks_for()
    {
        using var scene = new TokenScene();
        await scene.WithTokenThatIsDueAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeFlow.Outage(retryAfter: TimeSpan.FromSeconds(20));
        await scene.GetAsync();

        scene.Time.Advance(TimeSpan.FromSeconds(19.9));
        await scene.GetAsync();
        Assert.Equal(1, scene.Flow.Renewals);

        scene.Time.Advance(TimeSpan.FromSeconds(0.1));
        await scene.GetAsync();
        Assert.Equal(2, scene.Flow.Renewals);
    }

    [Fact]
    public async Task Tokens_that_another_process_stored_meanwhile_are_honoured()
    {
        using var scene = new TokenScene();
        await scene.WithExpiredTokenAsync();
        await scene.PutAsync(new TokenSet("theirs", scene.Time.GetUtcNow(), scene.Flow.Lifetime));

        Assert.Equal("theirs", await scene.GetAsync());
        Assert.Equal(0, scene.Flow.Renewals);
    }

    [Fact]
    public async Task The_refresh_token_that_is_spent_is_the_one_that_the_store_holds_under_its_lock()
    {
        var store = new GatedStore();
        using var scene = new TokenScene(store);
        await scene.WithExpiredTokenAsync();
        store.StopAt = Wait.ForTheLock;
        var caller = scene.GetAsync();
        await store.Reached.WaitAsync(The.Token);

        // Before the lock is had, another process stores tokens that are due by now.
        store.StopAt = null;
        await scene.PutAsync(new TokenSet("theirs", The.Noon, TimeSpan.FromMinutes(1)) { RefreshToken = "their-refresh" });
        string? spent = null;
        scene.Flow.OnRenew = (tokens, _) => { spent = tokens.RefreshToken; throw FakeFlow.Refusal(); };
        store.Release();

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => caller);
        Assert.Equal("their-refresh", spent);
    }

    [Fact]
    public async Task Tokens_that_another_process_stored_before_the_lock_was_had_are_neither_refreshed_nor_wiped()
    {
        var store = new GatedStore();
        using var scene = new TokenScene(store);
        await scene.WithExpiredTokenAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeFlow.Refusal();
        store.StopAt = Wait.ForTheLock;
        var caller = scene.GetAsync();
        await store.Reached.WaitAsync(The.Token);

        store.StopAt = null;
        await scene.PutAsync(new TokenSet("theirs", scene.Time.GetUtcNow(), scene.Flow.Lifetime));
        store.Release();

        Assert.Equal("theirs", await caller);
        Assert.Equal("theirs", (await scene.StoredAsync())!.AccessToken);
        Assert.Equal(0, scene.Flow.Renewals);
    }

    private static SemrushApiException FakeLoss(TokenScene scene)
        => scene.Flow.Renewals == 1 ? FakeFlow.LostAnswer() : FakeFlow.Refusal();
}
