using System.Net;

namespace Semrush.Client.Testing.Internal;

/// <summary>Pages for a person: plain HTML that works with a browser, a screen reader and a test.</summary>
internal static class HtmlPage
{
    private const string Style =
        "body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}"
        + "button{font:inherit;padding:.5rem 1.5rem;margin-right:1rem}dt{font-weight:bold}";

    // Without form-action, which would block the redirect to the application as well.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A page with a text and no question.</summary>
    public static EmulatedResponse Message(int status, string title, string text)
        => Of(status, title, $"""<p id="result" role="status">{Encode(text)}</p>""");

    public static EmulatedResponse BadRequest(string reason) => Message(400, "Bad Request", reason);

    /// <summary>The question whether to approve access, with two buttons.</summary>
    /// <param name="title">The title of the page.</param>
    /// <param name="accounts">The accounts, of which the person selects one.</param>
    /// <param name="facts">The facts to decide on: the id of an element, its label, its value.</param>
    public static EmulatedResponse Question(
        string title, IReadOnlyList<EmulatedAccount> accounts, params IReadOnlyList<(string Id, string Label, string Value)> facts)
    {
        var list = string.Concat(facts.Select(fact => $"""<dt>{Encode(fact.Label)}</dt><dd id="{fact.Id}">{Encode(fact.Value)}</dd>"""));
        // Without an action, the form is sent to the address of the page, the query included.
        return Of(200, title, $"""
            <dl>{list}</dl>
            <form id="approval" name="approval" method="post">
            {Choice(accounts)}
            <button type="submit" id="approve" name="decision" value="approve">Approve</button>
            <button type="submit" id="deny" name="decision" value="deny">Deny</button>
            </form>
            """);
    }

    /// <summary>Reads the form of a question.</summary>
    /// <param name="incoming">The request with the form.</param>
    /// <param name="accounts">The accounts of the emulator.</param>
    /// <param name="account">The account for which access is approved, the first one if none was selected; null for a denial.</param>
    /// <returns>The page for a form without a decision or with an unknown account; null for any other.</returns>
    public static EmulatedResponse? ReadDecision(
        IncomingRequest incoming, IReadOnlyList<EmulatedAccount> accounts, out EmulatedAccount? account)
    {
        var form = incoming.ReadForm();
        var (decision, name) = (Value("decision"), Value("account") ?? accounts[0].Name);
        account = decision == "approve" ? accounts.FirstOrDefault(found => found.Name == name) : null;
        if (decision is not ("approve" or "deny"))
            return BadRequest("The form has no decision.");
        return decision == "approve" && account is null ? BadRequest("The form has an unknown account.") : null;

        string? Value(string field) => form.FirstOrDefault(pair => pair.Key == field).Value;
    }

    public static string Scopes(IReadOnlyList<string> scopes) => scopes.Count > 0 ? string.Join(", ", scopes) : "none in particular";

    // Nothing is loaded, framed, cached or passed on: the address of the page may contain a code.
    private static EmulatedResponse Of(int status, string title, string body)
        => new EmulatedResponse(status, Document(Encode(title), body), "text/html; charset=utf-8")
            .With("Cache-Control", "no-store")
            .With("Content-Security-Policy", Policy)
            .With("Referrer-Policy", "no-referrer");

    // With one account there is nothing to select.
    private static string Choice(IReadOnlyList<EmulatedAccount> accounts)
    {
        if (accounts.Count == 1)
            return "";
        var items = accounts.Select((account, index) =>
            $"""<label><input type="radio" name="account" value="{Encode(account.Name)}"{(index == 0 ? " checked" : "")}> {Encode(account.Name)}</label>""");
        return $"<fieldset><legend>Account</legend>{string.Concat(items)}</fieldset>";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Document(string title, string body)
        => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>{title}</h1>
        {body}
        </main>
        </body>
        </html>
        """;
}
