using System.Text;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>What a browser is shown. Whether the sign-in succeeds is not yet known then.</summary>
internal static class LoopbackPage
{
    public static readonly ReadOnlyMemory<byte> Received = Page("200 OK", "Your answer has been received. You can close this window and go back to the program.");

    public static readonly ReadOnlyMemory<byte> NotFound = Page("404 Not Found", "There is nothing here.");

    // The address of the page has the code: it goes into no cache and to no other site.
    private static byte[] Page(string status, string text)
    {
        var body = $"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign-in</title><p>{text}</p></html>""";
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
