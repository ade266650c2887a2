using Semrush.Client.Authentication.AuthorizationCode.Internal;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Authentication.AuthorizationCode;

/// <summary>The words of every failure of a sign-in by browser, and the operation that they name.</summary>
public sealed class CallbackTextTests
{
    public static TheoryData<SemrushAuthenticationException, string> Failures => new()
    {
        {
            CallbackErrors.NoBrowser("Options"),
            "A sign-in needs a person, and there is no way to ask anybody. Call Options.UseBrowser, or sign in beforehand and share the token store."
        },
        { CallbackErrors.WrongPath(), "The address is not the one that the browser was to come back to. Check RedirectUri and the route of the callback." },
        { CallbackErrors.Repeated(), "The callback has a parameter twice, so it was not used. Sign in again." },
        { CallbackErrors.WrongState(), "The callback has another state than the request, so it was not used: it may be an old one, or somebody else's. Sign in again." },
        {
            CallbackErrors.NoState(),
            "The callback has no state, so it was not used: nothing shows that it belongs to this sign-in. "
                + "Pass the whole address on. If the server returns no state, see the remarks of AuthorizationCodeFlowOptions.RequireState."
        },
        { CallbackErrors.Missing("code"), "The callback has no code. Pass the whole address on, and sign in again if it has none." },
        { CallbackErrors.CodeTwice(), "This code was exchanged before: it is good for one exchange. Use the tokens of the first exchange; if it failed, sign in again." },
        { CallbackErrors.NothingPasted(), "Nothing was pasted. Sign in again." },
        { CallbackErrors.NotAnAddress(), "What was pasted is no address with a code. Sign in again, and paste the whole address of the page that follows." },
        {
            CallbackErrors.NoResponse(),
            "The address of the callback was opened without a response in its query. "
                + "Finish the sign-in on the page that the program opened. What follows a # does not reach a program: the response has to be in the query."
        },
        { CallbackErrors.NotGet(), "The callback is not a GET request, so it was not used. Leave response_mode out of the request, or set it to query." },
        { CallbackErrors.TooLong(16 * 1024), "The callback is longer than 16 KiB, so it was not used. Sign in again." },
        {
            CallbackErrors.NotHttp(),
            "The browser came with https, and the program listens for http. The RedirectUri that the server knows has to begin with http://."
        },
        { CallbackErrors.NobodyCame(TimeSpan.FromMinutes(5)), "The browser did not come back within 00:05:00. Sign in again." },
        {
            CallbackErrors.PortTaken(new("http://127.0.0.1:8400/")),
            "Port 8400 of this machine cannot be listened on. End the program that uses it, or choose another port."
        },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void Each_failure_says_what_happened_and_what_to_do(SemrushAuthenticationException failure, string words)
    {
        Assert.Equal(words, failure.Message);
        Assert.Equal("Authorize", failure.Operation);
    }

    [Fact]
    public void A_refusal_without_a_description_has_its_code()
    {
        var refusal = CallbackErrors.Refused("access_denied", null, new Redaction([]));

        Assert.Equal("The sign-in was refused (code access_denied). The person declined: ask again only if they want to.", refusal.Message);
        Assert.Equal(("Authorize", null), (refusal.Operation, refusal.ErrorMessage));
    }

    [Fact]
    public void What_the_address_says_is_cut_after_300_characters_and_has_no_control_characters()
    {
        var refusal = CallbackErrors.Refused("a\tb", new string('x', 299) + "\ny", new Redaction([]));

        Assert.Equal("a b", refusal.ErrorCode);
        Assert.Equal(new string('x', 299) + " ", refusal.ErrorMessage);
    }
}
