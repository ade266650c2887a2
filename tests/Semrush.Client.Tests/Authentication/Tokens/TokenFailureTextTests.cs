using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>The text of every failure that the manager itself reports.</summary>
public sealed class TokenFailureTextTests
{
    private readonly FailingStore _store = new();

    [Fact]
    public async Task A_flow_without_a_token_is_explained()
    {
        using var scene = new TokenScene();
        scene.Flow.OnSignIn = _ => Task.FromResult<TokenSet>(null!);

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        Assert.Equal("There is no access token. Sign in: call TokenManager.SignInAsync.", failure.Message);
        Assert.Equal("Authentication", failure.Operation);
    }

    [Fact]
    public async Task A_store_that_fails_is_explained()
        => await AssertFailsAsync(new IOException("gone"), "The token store failed. Check the ITokenStore; the inner exception has the cause.");

    [Fact]
    public async Task A_lock_that_is_not_obtained_is_named()
        => await AssertFailsAsync(
            new TimeoutException(),
            "The lock FailingStore of the token store could not be obtained in time, as another update holds it. "
                + "It may be waiting for a person to sign in: call again later. If its process hangs, end that process.");

    [Fact]
    public async Task Unsaved_tokens_are_used_from_memory()
    {
        using var scene = new TokenScene(_store);
        _store.FailsToWrite = true;

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        Assert.Equal(
            "The new tokens could not be saved. Check the ITokenStore; the inner exception has the cause. "
                + "Meanwhile they are used from memory, and saving is tried again.",
            failure.Message);
        Assert.Equal("Authentication", failure.Operation);
    }

    [Fact]
    public async Task An_explained_failure_of_a_store_stays_as_it_is()
    {
        var explained = new SemrushAuthenticationException("The disk is full.", "Make room.");
        using var scene = new TokenScene(_store);
        (_store.FailsToLock, _store.Failure) = (true, explained);

        Assert.Same(explained, await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync()));
        Assert.Equal(
            "The disk is full. Make room. Meanwhile they are used from memory, and saving is tried again.",
            (await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.Manager.AcceptAsync(The.Tokens, The.Token))).Message);
    }

    private async Task AssertFailsAsync(Exception cause, string text)
    {
        using var scene = new TokenScene(_store);
        (_store.FailsToLock, _store.Failure) = (true, cause);

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        Assert.Equal((text, "Authentication"), (failure.Message, failure.Operation));
        Assert.Same(cause, failure.InnerException);
    }
}
