
namespace Semrush.Client.Tests.Authentication.Tokens;

public sealed class SignInAndOutTests
{
    [Fact]
    public async Task A_sign_in_replaces_tokens_that_are_still_good()
    {
        using var scene = new TokenScene();
        await scene.GetAsync();

        await scene.Manager.SignInAsync(The.Token);

        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal("access-2", (await scene.StoredAsync())!.AccessToken);
        Assert.Equal(2, scene.Flow.SignIns);
    }

    [Fact]
    public async Task A_rejected_sign_in_keeps_the_tokens_before_it()
    {
        using var scene = new TokenScene();
        await scene.GetAsync();
        scene.Flow.OnSignIn = _ => throw FakeFlow.Refusal("access_denied");

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.Manager.SignInAsync(The.Token));

        Assert.Equal("access-1", await scene.GetAsync());
    }

    [Fact]
    public async Task A_sign_in_can_be_given_up()
    {
        using var scene = new TokenScene();
        using var exit = new CancellationTokenSource();
        scene.Flow.OnSignIn = async token => { await Task.Delay(Timeout.InfiniteTimeSpan, scene.Time, token); return scene.Flow.Next(); };

        var signIn = scene.Manager.SignInAsync(exit.Token);
        await exit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn);
    }

    [Fact]
    public async Task A_sign_out_forgets_the_tokens_here_and_in_the_store()
    {
        using var scene = new TokenScene();
        await scene.GetAsync();

        await scene.Manager.SignOutAsync(The.Token);

        Assert.Null(await scene.StoredAsync());
        Assert.Equal("access-2", await scene.GetAsync());
    }

    [Theory]
    [InlineData(Wait.ForTheDisk)]
    [InlineData(Wait.ForTheUnlock)]
    public async Task A_refresh_that_was_under_way_does_not_restore_tokens_after_a_sign_out(Wait wait)
    {
        var store = new GatedStore();
        using var scene = new TokenScene(store);
        await scene.WithTokenThatIsDueAsync();
        store.StopAt = wait;
        var caller = scene.GetAsync();
        await store.Reached.WaitAsync(The.Token);

        store.StopAt = null;
        var signOut = scene.Manager.SignOutAsync(The.Token);
        if (wait is Wait.ForTheUnlock)
            await signOut;
        store.Release();
        await Task.WhenAll(caller, signOut);

        Assert.Null(await scene.StoredAsync());
        Assert.Equal("access-3", await scene.GetAsync());
        Assert.Equal(2, scene.Flow.SignIns);
    }

    [Fact]
    public async Task Accepted_tokens_are_used_and_kept()
    {
        using var scene = new TokenScene();
        await scene.GetAsync();

        await scene.Manager.AcceptAsync(The.Tokens, The.Token);

        Assert.Equal(The.AccessToken, await scene.GetAsync());
        Assert.Same(The.Tokens, await scene.StoredAsync());
        await Assert.ThrowsAsync<ArgumentNullException>("tokens", () => scene.Manager.AcceptAsync(null!, The.Token));
    }
}
