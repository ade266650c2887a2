using Semrush.Client.Authentication;
using Semrush.Client.Tests;
using Semrush.Client.Tests.Authentication.Tokens;
using Semrush.Client.Tests.Diagnostics;

namespace Semrush.Client.Internals.Tests;

/// <summary>After a 401. It sees internals: what a rejection does to the tokens depends on calls between which a client leaves no gap.</summary>
public sealed class RejectedTokenTests
{
    [Fact]
    public async Task A_rejected_token_is_refreshed_before_it_expires()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();

        Assert.Equal("access-2", await scene.Manager.RenewAsync(rejected, The.Token));
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal("access-2", (await scene.StoredAsync())!.AccessToken);
    }

    [Fact]
    public async Task A_token_that_another_process_refreshed_meanwhile_is_taken_from_the_store()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        using var another = scene.AnotherProcess();
        await another.RenewAsync(rejected, The.Token);

        Assert.Equal("access-2", await scene.Manager.RenewAsync(rejected, The.Token));
        Assert.Equal(1, scene.Flow.Renewals);
    }

    [Fact]
    public async Task A_token_that_cannot_be_refreshed_is_kept_for_a_second_request_and_no_person_is_asked()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        scene.Flow.OnRenew = (_, _) => Task.FromResult<TokenSet?>(null);

        Assert.Equal(rejected, await scene.Manager.RenewAsync(rejected, The.Token));
        Assert.Equal(rejected, await scene.GetAsync());

        Assert.Equal(1, scene.Flow.SignIns);
    }

    [Fact]
    public async Task A_token_that_is_dropped_is_gone_from_the_store_and_the_next_call_signs_in()
    {
        using var log = new Listening();
        using var scene = new TokenScene(log: log);
        var rejected = await scene.GetAsync();

        await scene.Manager.DropAsync(rejected, The.Token);

        Assert.Null(await scene.StoredAsync());
        Assert.Equal((13, "fake: the token was dropped, as the API rejected it twice; the next call signs in."), log.Logs.Select(entry => (entry.Id.Id, entry.Text)).Last());
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal(2, scene.Flow.SignIns);
    }

    [Fact]
    public async Task A_refresh_that_was_under_way_and_failed_does_not_bring_back_a_token_that_is_dropped()
    {
        using var scene = new TokenScene();
        var rejected = await scene.WithTokenThatIsDueAsync();
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource<TokenSet?>());
        scene.Flow.OnRenew = (_, _) => { asked.SetResult(); return answer.Task; };
        var caller = scene.GetAsync();
        await asked.Task.WaitAsync(The.Token);

        var drop = scene.Manager.DropAsync(rejected, The.Token);
        answer.SetException(FakeFlow.Outage());
        await Task.WhenAll(caller, drop);

        Assert.Equal(rejected, await caller);
        Assert.Equal("access-2", await scene.GetAsync());
    }

    [Fact]
    public async Task A_token_that_another_process_has_replaced_is_not_dropped()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        await scene.PutAsync(scene.Flow.Next());

        await scene.Manager.DropAsync(rejected, The.Token);

        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal(1, scene.Flow.SignIns);
    }

    [Fact]
    public async Task Of_a_hundred_callers_who_drop_a_token_one_changes_the_store()
    {
        var store = new FailingStore();
        using var scene = new TokenScene(store);
        var rejected = await scene.GetAsync();
        var before = store.Tries;

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => scene.Manager.DropAsync(rejected, The.Token)));

        Assert.Equal(1, store.Tries - before);
    }

    [Fact]
    public async Task An_expired_token_that_cannot_be_refreshed_is_not_sent_a_second_time()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        scene.Time.Advance(scene.Flow.Lifetime);
        scene.Flow.OnRenew = (_, _) => Task.FromResult<TokenSet?>(null);

        Assert.Null(await scene.Manager.RenewAsync(rejected, The.Token));

        Assert.Equal(1, scene.Flow.SignIns);
        Assert.Equal(rejected, (await scene.StoredAsync())!.AccessToken);
    }

    [Fact]
    public async Task A_refresh_that_brings_the_rejected_token_again_brings_no_other()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        scene.Flow.OnRenew = (tokens, _) => Task.FromResult<TokenSet?>(tokens);

        Assert.Equal(rejected, await scene.Manager.RenewAsync(rejected, The.Token));
    }

    [Theory]
    [InlineData("invalid_grant")]
    [InlineData("invalid_request")]
    public async Task A_rejected_refresh_of_a_rejected_token_is_thrown_once_and_the_next_call_signs_in(string code)
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeFlow.Refusal(code);

        var refusal = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.Manager.RenewAsync(rejected, The.Token));

        Assert.Equal(code, refusal.ErrorCode);
        Assert.Null(await scene.StoredAsync());
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal(1, scene.Flow.Renewals);
    }

    [Fact]
    public async Task A_failed_refresh_of_a_rejected_token_leaves_the_store_as_it_is()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeFlow.LostAnswer();

        await Assert.ThrowsAsync<SemrushConnectionException>(() => scene.Manager.RenewAsync(rejected, The.Token));

        Assert.Equal(rejected, (await scene.StoredAsync())!.AccessToken);
    }

    [Fact]
    public async Task A_refresh_that_was_under_way_for_another_reason_is_followed_by_one_of_the_rejected_token()
    {
        var store = new GatedStore();
        using var scene = new TokenScene(store);
        await scene.PutAsync(scene.Flow.Next());
        store.StopAt = Wait.ForTheStore;
        var first = scene.GetAsync();
        await store.Reached.WaitAsync(The.Token);

        var rejected = scene.Manager.RenewAsync("access-1", The.Token);
        store.StopAt = null;
        store.Release();

        Assert.Equal("access-1", await first);
        Assert.Equal("access-2", await rejected);
        Assert.Equal(1, scene.Flow.Renewals);
    }

    [Fact]
    public async Task A_caller_who_joined_a_failed_replacement_of_a_rejected_token_signs_in()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        scene.Time.Advance(scene.Flow.Lifetime);
        var answer = new TaskCompletionSource();
        scene.Flow.OnRenew = async (_, _) => { await answer.Task; return null; };

        var replacement = scene.Manager.RenewAsync(rejected, The.Token);
        var caller = scene.GetAsync();
        answer.SetResult();

        Assert.Null(await replacement);
        Assert.Equal("access-2", await caller);
        Assert.Equal(2, scene.Flow.SignIns);
    }

    [Fact]
    public async Task A_thousand_callers_whose_token_was_rejected_cause_1_refresh()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        var answer = new TaskCompletionSource();
        scene.Flow.OnRenew = async (_, _) => { await answer.Task; return scene.Flow.Next(); };

        var callers = await Crowd.AskAsync(() => scene.Manager.RenewAsync(rejected, The.Token), answer);

        Assert.Equal(1, scene.Flow.Renewals);
        Assert.All(callers, caller => Assert.Equal("access-2", caller.Result));
    }

    [Fact]
    public async Task A_late_rejection_of_the_old_token_causes_no_second_refresh()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();

        Assert.Equal("access-2", await scene.Manager.RenewAsync(rejected, The.Token));
        Assert.Equal("access-2", await scene.Manager.RenewAsync(rejected, The.Token));

        Assert.Equal(1, scene.Flow.Renewals);
    }

    [Fact]
    public async Task Disposal_ends_the_replacement_of_a_rejected_token_that_has_not_begun()
    {
        var store = new GatedStore();
        var scene = new TokenScene(store);
        var rejected = await scene.GetAsync();
        store.StopAt = Wait.ForTheLock;
        var replacement = scene.Manager.RenewAsync(rejected, The.Token);
        await store.Reached.WaitAsync(The.Token);

        scene.Dispose();

        var failure = await Assert.ThrowsAsync<ObjectDisposedException>(() => replacement);
        Assert.Equal(nameof(TokenManager), failure.ObjectName);
        Assert.Equal(0, scene.Flow.Renewals);
    }

    [Fact]
    public async Task A_token_that_cannot_be_refreshed_takes_one_update_of_the_store()
    {
        var store = new FailingStore();
        using var scene = new TokenScene(store);
        var rejected = await scene.GetAsync();
        scene.Flow.OnRenew = (_, _) => Task.FromResult<TokenSet?>(null);
        var before = store.Tries;

        await scene.Manager.RenewAsync(rejected, The.Token);

        Assert.Equal(1, store.Tries - before);
    }
}
