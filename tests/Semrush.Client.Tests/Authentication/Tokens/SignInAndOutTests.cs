using Semrush.Client.Http;

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
    public async Task A_refused_sign_in_leaves_what_there_was()
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

    [Fact]
    public async Task A_renewal_that_was_under_way_does_not_bring_back_what_was_signed_out()
    {
        var store = new GatedStore();
        using var scene = new TokenScene(store);
        await scene.WithTokenThatIsDueAsync();
        store.StopAt = Wait.ForTheDisk;
        var caller = scene.GetAsync();
        await store.Reached.WaitAsync(The.Token);

        store.StopAt = null;
        var signOut = scene.Manager.SignOutAsync(The.Token);
        store.Release();
        await Task.WhenAll(caller, signOut);

        Assert.Null(await scene.StoredAsync());
        Assert.Equal("access-3", await scene.GetAsync());
        Assert.Equal(2, scene.Flow.SignIns);
    }

    [Fact]
    public async Task Disposal_waits_for_a_renewal_so_that_its_token_is_saved()
    {
        var store = new GatedStore();
        using var scene = new TokenScene(store);
        await scene.WithExpiredTokenAsync();
        scene.Flow.OnRenew = async (_, token) => { await store.PassAsync(Wait.ForTheServer, token); return scene.Flow.Next(); };
        store.StopAt = Wait.ForTheServer;
        var caller = scene.GetAsync();
        await store.Reached.WaitAsync(The.Token);

        var disposal = scene.Manager.DisposeAsync();
        Assert.False(disposal.IsCompleted);
        store.Release();
        await disposal;

        Assert.Equal("access-2", await caller);
        Assert.Equal("access-2", (await scene.StoredAsync())!.AccessToken);
    }

    [Fact]
    public async Task Disposal_ends_a_sign_in()
    {
        var scene = new TokenScene();
        var asked = new TaskCompletionSource();
        scene.Flow.OnSignIn = async token =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, scene.Time, token);
            return scene.Flow.Next();
        };
        var caller = scene.GetAsync();
        await asked.Task;

        await scene.Manager.DisposeAsync();
        scene.Manager.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => caller);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => scene.GetAsync());
    }
}
