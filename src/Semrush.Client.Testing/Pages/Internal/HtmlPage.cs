using System.Net;
using Semrush.Client.Testing.Answers.Internal;

namespace Semrush.Client.Testing.Pages.Internal;

/// <summary>Pages for a person: plain HTML, with which a browser, a screen reader and a test can all work.</summary>
internal static class HtmlPage
{
    private const string Style =
        "body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}"
        + "button{font:inherit;padding:.5rem 1.5rem;margin-right:1rem}dt{font-weight:bold}";

    // Without form-action: it would stop the redirect to the application as well.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    // Nothing is loaded, framed, kept or passed on: a code may be in the address of the page.
    private static readonly KeyValuePair<string, string>[] Headers =
    [
        KeyValuePair.Create("Cache-Control", "no-store"),
        KeyValuePair.Create("Content-Security-Policy", Policy),
        KeyValuePair.Create("Referrer-Policy", "no-referrer"),
    ];

    /// <param name="status">The HTTP status.</param>
    /// <param name="title">The title and heading, as text.</param>
    /// <param name="body">What follows the heading, as HTML.</param>
    public static Answer Of(int status, string title, string body) =>
        new(status, Document(Encode(title), body), "text/html; charset=utf-8") { Headers = Headers };

    /// <summary>A page that says something and asks nothing.</summary>
    public static Answer Message(int status, string title, string text) =>
        Of(status, title, $"""<p id="result" role="status">{Encode(text)}</p>""");

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Document(string title, string body) =>
        $"""
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
