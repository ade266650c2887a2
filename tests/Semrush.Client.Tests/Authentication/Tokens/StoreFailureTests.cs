using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>Reliability 15, as far as the manager is concerned: what was obtained is not lost when the store fails.</summary>
public sealed class StoreFailureTests
{
    private readonly FailingStore _store = new();

    [Fact]
    public async Task Tokens_that_cannot_be_saved_are_reported_once_and_used_from_memory()
    {
        using var scene = new TokenScene(_store);
        await scene.WithExpiredTokenAsync();
        _store.FailsToWrite = true;

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        Assert.IsType<IOException>(failure.InnerException);
        Assert.Contains("could not be saved", failure.Message, StringComparison.Ordinal);
        for (var call = 0; call < 100; call++)
            Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal(1, scene.Flow.Renewals);
    }

    [Fact]
    public async Task Tokens_that_could_not_be_saved_are_saved_later_without_another_refresh()
    {
        using var scene = new TokenScene(_store);
        await scene.WithExpiredTokenAsync();
        _store.FailsToWrite = true;
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        scene.Time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal("access-1", (await scene.StoredAsync())!.AccessToken);

        _store.FailsToWrite = false;
        scene.Time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal("access-2", await scene.GetAsync());

        Assert.Equal("access-2", (await scene.StoredAsync())!.AccessToken);
        Assert.Equal(1, scene.Flow.Renewals);
        Assert.Equal(4, _store.Tries);
    }

    [Fact]
    public async Task An_unsaved_refresh_token_is_the_next_to_be_spent()
    {
        using var scene = new TokenScene(_store);
        await scene.WithExpiredTokenAsync();
        _store.FailsToWrite = true;
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());
        _store.FailsToWrite = false;
        scene.Time.Advance(scene.Flow.Lifetime);
        string? spent = null;
        scene.Flow.OnRenew = (tokens, _) => { spent = tokens.RefreshToken; return Task.FromResult<TokenSet?>(scene.Flow.Next()); };

        Assert.Equal("access-3", await scene.GetAsync());
        Assert.Equal("refresh-2", spent);
        Assert.Equal("access-3", (await scene.StoredAsync())!.AccessToken);
    }

    [Fact]
    public async Task Tokens_that_another_process_stored_later_win_over_unsaved_ones()
    {
        using var scene = new TokenScene(_store);
        await scene.WithExpiredTokenAsync();
        _store.FailsToWrite = true;
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());
        _store.FailsToWrite = false;
        scene.Time.Advance(TimeSpan.FromSeconds(40));
        await scene.PutAsync(new TokenSet("theirs", scene.Time.GetUtcNow(), scene.Flow.Lifetime));

        Assert.Equal("theirs", await scene.GetAsync());
    }

    [Fact]
    public async Task Stored_tokens_as_old_as_unsaved_ones_are_used()
    {
        using var scene = new TokenScene(_store);
        await scene.WithExpiredTokenAsync();
        _store.FailsToWrite = true;
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());
        _store.FailsToWrite = false;
        await scene.PutAsync(new TokenSet("theirs", scene.Time.GetUtcNow(), scene.Flow.Lifetime));
        scene.Time.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal("theirs", await scene.GetAsync());
    }

    [Fact]
    public async Task A_sign_in_that_cannot_be_saved_throws_and_its_token_is_used()
    {
        using var scene = new TokenScene(_store);
        _store.FailsToWrite = true;

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.Manager.SignInAsync(The.Token));

        Assert.Equal("access-1", await scene.GetAsync());
        Assert.Equal(1, scene.Flow.SignIns);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_is_out_of_reach_does_not_disturb_a_token_that_still_lasts(bool read)
    {
        using var scene = new TokenScene(_store);
        var token = await scene.WithTokenThatIsDueAsync();
        (_store.FailsToRead, _store.FailsToLock) = (read, !read);

        for (var call = 0; call < 100; call++)
            Assert.Equal(token, await scene.GetAsync());

        Assert.Equal(0, scene.Flow.Renewals);
        Assert.InRange(_store.Tries, 1, 2);
    }

    [Fact]
    public async Task A_stored_token_that_still_lasts_is_used_by_a_process_that_cannot_lock_the_store()
    {
        using var scene = new TokenScene(_store);
        var token = await scene.WithTokenThatIsDueAsync();
        using var another = scene.AnotherProcess();
        _store.FailsToLock = true;

        Assert.Equal(token, await another.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_is_out_of_reach_is_an_authentication_failure_when_the_token_has_expired(bool read)
    {
        using var scene = new TokenScene(_store);
        await scene.WithExpiredTokenAsync();
        (_store.FailsToRead, _store.FailsToLock) = (read, !read);

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        Assert.IsType<TimeoutException>(failure.InnerException);
        Assert.Equal(0, scene.Flow.Renewals);
        (_store.FailsToRead, _store.FailsToLock) = (false, false);
        Assert.Equal("access-2", await scene.GetAsync());
    }

    [Fact]
    public async Task A_failure_of_the_flow_is_not_blamed_on_the_store()
    {
        using var scene = new TokenScene(_store);
        scene.Flow.OnSignIn = _ => throw new NotSupportedException("No browser here.");

        await Assert.ThrowsAsync<NotSupportedException>(() => scene.GetAsync());
        await Assert.ThrowsAsync<NotSupportedException>(() => scene.Manager.SignInAsync(The.Token));
    }

    [Fact]
    public async Task A_cancellation_by_the_store_itself_is_a_failure_of_the_store()
    {
        using var scene = new TokenScene(_store);
        (_store.FailsToRead, _store.Failure) = (true, new TaskCanceledException("The server took too long."));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        Assert.Same(_store.Failure, failure.InnerException);
    }

    [Fact]
    public async Task A_sign_out_with_a_failing_store_throws_and_still_forgets_the_tokens()
    {
        using var scene = new TokenScene(_store);
        await scene.GetAsync();
        _store.FailsToWrite = true;

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.Manager.SignOutAsync(The.Token));

        await scene.PutAsync(await scene.StoredAsync());
        _store.FailsToRead = true;
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());
    }

    [Fact]
    public async Task A_store_that_does_not_return_the_change_causes_no_second_request()
    {
        using var scene = new TokenScene(new NullReturningStore(calls: true));

        Assert.Equal("access-1", await scene.GetAsync());
        Assert.Equal(1, scene.Flow.Requests);
    }

    [Fact]
    public async Task A_store_that_does_not_call_the_change_is_a_failure_that_names_it()
    {
        using var scene = new TokenScene(new NullReturningStore(calls: false));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        Assert.Equal("UpdateAsync of NullReturningStore ended without a call of the change.", failure.InnerException?.Message);
    }

    private sealed class NullReturningStore(bool calls) : ITokenStore
    {
        public ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken) => new((TokenSet?)null);

        public async Task<TokenSet?> UpdateAsync(string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
        {
            if (calls)
                await change(null, cancellationToken);
            return null;
        }
    }
}
