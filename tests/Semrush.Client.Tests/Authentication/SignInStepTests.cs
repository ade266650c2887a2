using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Tests.Authentication;

public sealed class SignInStepTests
{
    [Fact]
    public void The_advice_after_each_step_is_about_what_it_sends()
    {
        Assert.Equal(new SignInStep("Check ClientId, RedirectUri and Scopes, and sign in again.", "Check ClientId, RedirectUri and Scopes, and sign in again."), SignInStep.Page);
        Assert.Equal(
            new SignInStep("Sign in again: the code is not valid any more.", "Check the client id, the client secret and the code, and sign in again."),
            SignInStep.Code);
    }
}
