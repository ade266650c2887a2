using Semrush.Client.Authentication.Tokens;
using Semrush.Client.Http;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>What follows a 401.</summary>
public sealed class RejectedTokenTests
{
    [Fact]
    public async Task A_rejected_token_is_renewed_though_its_time_is_not_over()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();

        Assert.Equal("access-2", await scene.Manager.RenewAsync(rejected, The.Token));
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal("access-2", (await scene.StoredAsync())!.AccessToken);
    }

    [Fact]
    public async Task A_token_that_another_process_renewed_meanwhile_is_taken_from_the_store()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        using var another = scene.AnotherProcess();
        await another.RenewAsync(rejected, The.Token);

        Assert.Equal("access-2", await scene.Manager.RenewAsync(rejected, The.Token));
        Assert.Equal(1, scene.Flow.Renewals);
    }

    [Fact]
    public async Task No_person_is_asked_while_a_call_waits_and_the_next_call_signs_in()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        scene.Flow.OnRenew = (_, _) => Task.FromResult<TokenSet?>(null);

        Assert.Null(await scene.Manager.RenewAsync(rejected, The.Token));
        Assert.Equal(1, scene.Flow.SignIns);

        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal(2, scene.Flow.SignIns);
    }

    [Fact]
    public async Task A_renewal_that_brings_the_rejected_token_again_brings_none()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        scene.Flow.OnRenew = (tokens, _) => Task.FromResult<TokenSet?>(tokens);

        Assert.Null(await scene.Manager.RenewAsync(rejected, The.Token));
    }

    [Theory]
    [InlineData("invalid_grant")]
    [InlineData("invalid_request")]
    public async Task A_refused_renewal_of_a_rejected_token_is_thrown_once_and_the_next_call_signs_in(string code)
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
    public async Task A_failed_renewal_of_a_rejected_token_leaves_the_store_as_it_is()
    {
        using var scene = new TokenScene();
        var rejected = await scene.GetAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeFlow.LostAnswer();

        await Assert.ThrowsAsync<SemrushConnectionException>(() => scene.Manager.RenewAsync(rejected, The.Token));

        Assert.Equal(rejected, (await scene.StoredAsync())!.AccessToken);
    }

    [Fact]
    public async Task A_renewal_that_was_under_way_for_another_reason_is_followed_by_one_of_the_rejected_token()
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
    public async Task A_caller_who_joined_the_vain_replacement_of_a_rejected_token_signs_in()
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
}
