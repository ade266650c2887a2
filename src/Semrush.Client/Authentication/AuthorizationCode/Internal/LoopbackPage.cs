using System.Net;
using System.Text;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>What a browser is shown.</summary>
internal static class LoopbackPage
{
    /// <summary>The page of a callback that can be used. Whether the sign-in succeeds is not yet known then.</summary>
    public static readonly ReadOnlyMemory<byte> Received = Page("200 OK", "Your answer has been received. You can close this window and go back to the program.");

    public static readonly ReadOnlyMemory<byte> NotFound = Page("404 Not Found", "There is nothing here.");

    /// <summary>The page of a callback that cannot be used: why, and what to do.</summary>
    /// <param name="status">The status line.</param>
    /// <param name="fault">Why it cannot be used. The texts of the address are not shown, as any page can make them up.</param>
    /// <param name="isWaiting">Whether the program goes on waiting.</param>
    public static ReadOnlyMemory<byte> Unusable(string status, SemrushAuthenticationException fault, bool isWaiting) => Page(
        status,
        fault.ErrorCode is null ? fault.Message : "The sign-in was refused.",
        isWaiting
            ? "The program is still waiting: finish the sign-in on the page that it opened last, or start it again there."
            : "The sign-in has ended. Go back to the program, which says more.");

    // The address of the page has the code: it goes into no cache and to no other site.
    private static byte[] Page(string status, params string[] paragraphs)
    {
        var text = string.Concat(paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph)}</p>"));
        var body = $"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign-in</title>{text}</html>""";
        string[] lines =
        [
            $"HTTP/1.1 {status}",
            "Content-Type: text/html; charset=utf-8",
            FormattableString.Invariant($"Content-Length: {body.Length}"),
            "Content-Security-Policy: default-src 'none'",
            "Cache-Control: no-store",
            "Referrer-Policy: no-referrer",
            "Connection: close",
            "",
            body,
        ];
        return Encoding.ASCII.GetBytes(string.Join("\r\n", lines));
    }
}
