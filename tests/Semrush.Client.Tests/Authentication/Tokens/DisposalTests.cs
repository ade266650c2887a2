namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>A manager that has been disposed of begins nothing.</summary>
public sealed class DisposalTests
{
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

    [Fact]
    public async Task A_disposed_manager_leaves_the_store_alone()
    {
        var store = new FailingStore { FailsToRead = true };
        var scene = new TokenScene(store);

        scene.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => scene.GetAsync());
    }

    [Fact]
    public async Task Disposal_waits_for_a_refresh_so_that_its_token_is_saved()
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
}
