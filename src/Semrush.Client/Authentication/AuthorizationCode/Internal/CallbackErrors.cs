using System.Text;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>The failures of an answer that a browser came back with. No message has the code, the token or the state.</summary>
internal static class CallbackErrors
{
    private const string SignInAgain = "Sign in again.";
    private const string Operation = "Authorize";
    private const int TextLimit = 300;

    public static SemrushAuthenticationException NoBrowser(string options) => Create(
        "A sign-in needs a person, and there is no way to ask anybody.",
        $"Call {options}.UseBrowser, or sign in beforehand and share the token store.");

    public static SemrushAuthenticationException WrongPath() => Create(
        "The address is not the one that the browser was to come back to.",
        "Check RedirectUri and the route of the callback.");

    public static SemrushAuthenticationException Repeated() => Create("The callback has a parameter twice, so it was not used.", SignInAgain);

    public static SemrushAuthenticationException WrongState() => Create(
        "The callback has another state than the request, so it was not used: it may be an old one, or somebody else's.",
        SignInAgain);

    public static SemrushAuthenticationException NoState() => Create(
        "The callback has no state, so it was not used: nothing shows that it belongs to this sign-in.",
        "Pass the whole address on. If the server returns no state, see the remarks of AuthorizationCodeFlowOptions.RequireState.");

    public static SemrushAuthenticationException Missing(string name) => Create($"The callback has no {name}.", "Pass the whole address on, and sign in again if it has none.");

    public static SemrushAuthenticationException CodeTwice() => Create(
        "This code was exchanged before: it is good for one exchange.",
        "Use the tokens of the first exchange; if it failed, sign in again.");

    public static SemrushAuthenticationException Refused(string error, string? description, Redaction hide)
    {
        var code = Printable(hide.In(error)!);
        var said = description is null ? "" : $": {Printable(hide.In(description)!).TrimEnd('.')}";
        return new($"The sign-in was refused{said} (code {code}).", NextSteps.For(code, SignInStep.Page.WhenInvalid, SignInStep.Page.Otherwise), new(Operation)
        {
            Code = code,
            Message = description is null ? null : Printable(hide.In(description)!),
        });
    }

    public static SemrushAuthenticationException NothingPasted() => Create("Nothing was pasted.", SignInAgain);

    public static SemrushAuthenticationException NotAnAddress() => Create(
        "What was pasted is no address with a code.",
        "Sign in again, and paste the whole address of the page that follows.");

    /// <param name="limit">How long it was waited for.</param>
    /// <param name="last">Why the last callback that came meanwhile was not used; nothing where none came.</param>
    public static SemrushAuthenticationException NobodyCame(TimeSpan limit, SemrushAuthenticationException? last = null) => Create(
        FormattableString.Invariant($"The browser did not come back within {limit}.{(last is null ? "" : $" What came last was not used: {last.Message}")}"),
        SignInAgain);

    public static SemrushAuthenticationException NoResponse() => Create(
        "The address of the callback was opened without a response in its query.",
        "Finish the sign-in on the page that the program opened. What follows a # does not reach a program: the response has to be in the query.");

    public static SemrushAuthenticationException NotGet() => Create(
        "The callback is not a GET request, so it was not used.",
        "Leave response_mode out of the request, or set it to query.");

    public static SemrushAuthenticationException TooLong(int limit) => Create(
        FormattableString.Invariant($"The callback is longer than {limit / 1024} KiB, so it was not used."),
        SignInAgain);

    public static SemrushAuthenticationException NotHttp() => Create(
        "The browser came with https, and the program listens for http.",
        "The RedirectUri that the server knows has to begin with http://.");

    public static SemrushAuthenticationException PortTaken(Uri address) => Create(
        $"Port {address.Port} of this machine cannot be listened on.",
        "End the program that uses it, or choose another port.");

    // It comes from an address that anybody can make up: no line breaks in a log, and not without end.
    private static string Printable(string text)
    {
        var printable = new StringBuilder(text, 0, Math.Min(text.Length, TextLimit), TextLimit);
        for (var i = 0; i < printable.Length; i++)
            if (char.IsControl(printable[i]))
                printable[i] = ' ';
        return printable.ToString();
    }

    private static SemrushAuthenticationException Create(string message, string nextStep) => new(message, nextStep, new(Operation));
}
