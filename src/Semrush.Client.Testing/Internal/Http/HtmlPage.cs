using System.Net;

namespace Semrush.Client.Testing.Internal;

/// <summary>Pages for a person: plain HTML that works with a browser, a screen reader and a test.</summary>
internal static class HtmlPage
{
    private const string Style = """
        :root{color-scheme:light dark;--back:#f4f3f0;--card:#fff;--text:#1d1c1a;--muted:#66635c;--line:#dcd9d1;
        --accent:#a83c07;--on-accent:#fff}
        @media(prefers-color-scheme:dark){
        :root{--back:#161513;--card:#201f1c;--text:#ebe9e4;--muted:#a5a198;--line:#3b3833;--accent:#ff9d62;--on-accent:#201f1c}}
        *{box-sizing:border-box}
        body{margin:0;padding:1rem;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
        main{max-width:32rem;margin:8vh auto;padding:1.5rem 2rem 2rem;background:var(--card);border:1px solid var(--line);
        border-radius:.75rem}
        main.wide{max-width:76rem;margin:1rem auto}
        header{margin-bottom:1.25rem;color:var(--muted);font-size:.85rem}
        h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.25}
        h2{margin:2rem 0 .5rem;font-size:1.1rem}
        p,ul,form{margin:0 0 .75rem}
        a{color:var(--accent)}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0 0 1.5rem}
        dt,th{color:var(--muted);font-weight:normal}
        dd{margin:0;overflow-wrap:anywhere}
        #user-code{font:600 1.25rem/1.2 ui-monospace,monospace;letter-spacing:.08em}
        fieldset{margin:0 0 1.5rem;padding:.25rem 1rem .75rem;border:1px solid var(--line);border-radius:.5rem}
        fieldset label{display:block;padding:.2rem 0}
        legend{padding:0 .35rem;color:var(--muted)}
        input{accent-color:var(--accent)}
        button,input[type=text]{padding:.5rem 1rem;font:inherit;color:var(--text);background:var(--card);border:1px solid var(--muted);
        border-radius:.5rem}
        button{min-width:7rem;margin-right:.75rem}
        button:hover{border-color:var(--accent)}
        button[value=approve]{color:var(--on-accent);background:var(--accent);border-color:var(--accent)}
        :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        .table{overflow-x:auto}
        table{width:100%;border-collapse:collapse;font-size:.9rem}
        th,td{padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--line);text-align:left;white-space:nowrap}
        .number{text-align:right;font-variant-numeric:tabular-nums}
        """;

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

    /// <summary>A page. Nothing is loaded, framed, cached or passed on, since the address of the page may contain a code.</summary>
    /// <param name="status">The status of the response.</param>
    /// <param name="title">The title, as text.</param>
    /// <param name="body">The content below the title, as HTML.</param>
    /// <param name="isWide">Whether the content has tables.</param>
    public static EmulatedResponse Of(int status, string title, string body, bool isWide = false)
        => new EmulatedResponse(status, Document(Encode(title), body, isWide ? "wide" : ""), "text/html; charset=utf-8")
            .With("Cache-Control", "no-store")
            .With("Content-Security-Policy", Policy)
            .With("Referrer-Policy", "no-referrer");

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    // With one account there is nothing to select.
    private static string Choice(IReadOnlyList<EmulatedAccount> accounts)
    {
        var items = accounts.Select((account, index) => $"""
            <label><input type="radio" name="account" value="{Encode(account.Name)}"{(index == 0 ? " checked" : "")}>
            {Encode(account.Name)}</label>
            """);
        return accounts.Count > 1 ? $"<fieldset><legend>Account</legend>{string.Concat(items)}</fieldset>" : "";
    }

    private static string Document(string title, string body, string width)
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
        <main class="{width}">
        <header><a href="/">Semrush emulator</a>, not a server of Semrush</header>
        <h1>{title}</h1>
        {body}
        </main>
        </body>
        </html>
        """;
}
