using Semrush.Client.Authentication;
using Semrush.Client.Authentication.Tokens.Internal;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>The words of every failure that the manager makes itself.</summary>
public sealed class TokenFailureTextTests
{
    [Fact]
    public async Task A_flow_without_a_token_is_answered_with_how_to_sign_in()
    {
        using var scene = new TokenScene();
        scene.Flow.OnSignIn = _ => Task.FromResult<TokenSet>(null!);

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        Assert.Equal("There is no access token. Sign in: call TokenManager.SignInAsync.", failure.Message);
        Assert.Equal("Authentication", failure.Operation);
    }

    [Fact]
    public void A_store_that_failed_is_named_with_what_to_check()
    {
        var cause = new TimeoutException();

        var failure = TokenErrors.StoreFailed(cause);

        Assert.Equal("The token store failed. Check the ITokenStore; the inner exception tells what it met.", failure.Message);
        Assert.Equal("Authentication", failure.Operation);
        Assert.Same(cause, failure.InnerException);
    }

    [Fact]
    public void A_lock_that_could_not_be_obtained_is_named()
    {
        var cause = new TimeoutException();

        var failure = TokenErrors.LockNotObtained("a-lock", cause);

        Assert.Equal(
            "The lock a-lock of the token store could not be obtained in time, as another update holds it. "
                + "It may be waiting for a person to sign in: call again later. If its process hangs, end that process.",
            failure.Message);
        Assert.Equal("Authentication", failure.Operation);
        Assert.Same(cause, failure.InnerException);
    }

    [Fact]
    public void Tokens_that_were_not_saved_are_said_to_be_in_memory()
    {
        var failure = TokenErrors.NotSaved(new IOException());

        Assert.Equal(
            "The new tokens could not be saved. Check the ITokenStore; the inner exception tells what it met. "
                + "Meanwhile they are used from memory, and saving is tried again.",
            failure.Message);
        Assert.Equal("Authentication", failure.Operation);
    }

    [Fact]
    public void What_a_store_says_itself_is_passed_on()
    {
        var words = FakeFlow.Refusal();

        Assert.Same(words, TokenErrors.StoreFailed(words));
        Assert.Equal(
            "The refresh token was refused. Sign in again. Meanwhile they are used from memory, and saving is tried again.",
            TokenErrors.NotSaved(words).Message);
    }
}
