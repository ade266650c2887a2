using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AuthorizationCode;

/// <summary>The text of every failure of a sign-in by browser, and its operation. Those of the listener are in its own tests.</summary>
public sealed class CallbackTextTests
{
    private const string Page = "Check ClientId, RedirectUri and Scopes, and sign in again.";
    private static AuthorizationCodeFlowOptions Options => new() { ClientId = "client", ClientSecret = Canary.ClientSecret };

    [Theory]
    [InlineData("/other?code=1&state=sent", "The address is not the one that the browser was to come back to. Check RedirectUri and the route of the callback.")]
    [InlineData("/callback?code=1&code=2&state=sent", "The callback has a parameter twice, so it was not used. Sign in again.")]
    [InlineData(
        "/callback?code=1&state=other",
        "The callback has another state than the request, so it was not used: it may be old, or of another person. Sign in again.")]
    [InlineData(
        "/callback?code=1",
        "The callback has no state, so it was not used: nothing shows that it belongs to this sign-in. "
            + "Pass the whole address on. If the server returns no state, see the remarks of AuthorizationCodeFlowOptions.RequireState.")]
    [InlineData("/callback?state=sent", "The callback has no code. Pass the whole address on, and sign in again if it has none.")]
    [InlineData("/callback?error=access_denied", "The sign-in was denied (code access_denied). The person declined: ask again only if they want to.")]
    [InlineData("/callback?error=invalid_request", $"The sign-in was denied (code invalid_request). {Page}")]
    [InlineData("/callback?error=something_new&error_description=New.", $"The sign-in was denied: New (code something_new). {Page}")]
    public void Each_fault_of_a_callback_has_a_text_with_the_next_step(string callback, string text)
    {
        var failure = Parse(callback);

        Assert.Equal((text, "Authorize"), (failure.Message, failure.Operation));
    }

    [Fact]
    public void A_text_of_the_address_is_cut_after_300_characters_and_has_no_control_characters()
    {
        var failure = Parse($"/callback?error=a%09b&error_description={new string('x', 299)}%0Ay");

        Assert.Equal(("a b", new string('x', 299) + " "), (failure.ErrorCode, failure.ErrorMessage));
    }

    [Fact]
    public void An_error_without_a_description_has_no_message_of_the_server() => Assert.Null(Parse("/callback?error=access_denied").ErrorMessage);

    [Fact]
    public async Task Without_a_browser_the_text_says_how_to_set_one()
    {
        using var flow = new AuthorizationCodeFlow(Options);

        await AssertFailsAsync(
            () => flow.SignInAsync(The.Token),
            "A sign-in needs a person, and there is no way to ask for approval. "
                + "Call AuthorizationCodeFlowOptions.UseBrowser, or sign in beforehand and share the token store.");
    }

    [Fact]
    public async Task A_code_that_is_exchanged_twice_is_explained()
    {
        using var flow = new AuthorizationCodeFlow(Options, new HttpClient(StubHandler.Returning(Response.Json(Canary.Tokens))));
        await flow.ExchangeAsync(Canary.Code, The.Token);

        await AssertFailsAsync(
            () => flow.ExchangeAsync(Canary.Code, The.Token),
            "This code was already exchanged. A code can be used once. Use the tokens of the first exchange; if it failed, sign in again.");
    }

    [Theory]
    [InlineData("invalid_grant", "Sign in again: the code is not valid any more.")]
    [InlineData("invalid_request", "Sign in again: the code is not valid any more.")]
    [InlineData("something_new", "Check the client id, the client secret and the code, and sign in again.")]
    public async Task The_advice_after_an_exchange_is_about_the_code(string error, string nextStep)
    {
        using var flow = new AuthorizationCodeFlow(Options, new HttpClient(StubHandler.Returning(Response.Json($$"""{"error":"{{error}}"}""", 400))));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.ExchangeAsync(Canary.Code, The.Token));

        Assert.Equal(nextStep, failure.NextStep);
    }

    [Theory]
    [InlineData("", "Nothing was pasted. Sign in again.")]
    [InlineData("a b", "The pasted text is no address with a code. Sign in again, and paste the whole address of the page that follows.")]
    public async Task A_pasted_text_without_an_address_is_explained(string pasted, string text)
    {
        using var flow = new AuthorizationCodeFlow(Options.UseBrowser(new PasteUrl((_, _) => Task.FromResult<string?>(pasted))));

        await AssertFailsAsync(() => flow.SignInAsync(The.Token), text);
    }

    private static SemrushAuthenticationException Parse(string callback)
        => Assert.Throws<SemrushAuthenticationException>(() => AuthorizationCallback.Parse(new(callback, UriKind.Relative), "sent", "/callback"));

    private static async Task AssertFailsAsync(Func<Task> signIn, string text)
    {
        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(signIn);

        Assert.Equal((text, "Authorize"), (failure.Message, failure.Operation));
    }
}
