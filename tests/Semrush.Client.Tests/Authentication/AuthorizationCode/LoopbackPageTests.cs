using System.Globalization;
using System.Text;
using Semrush.Client.Authentication.AuthorizationCode.Internal;

namespace Semrush.Client.Tests.Authentication.AuthorizationCode;

/// <summary>Every byte that a browser is shown.</summary>
public sealed class LoopbackPageTests
{
    [Fact]
    public void A_page_says_what_happened_and_is_kept_nowhere()
    {
        AssertPage("200 OK", "<p>Your answer has been received. You can close this window and go back to the program.</p>", LoopbackPage.Received);
        AssertPage("404 Not Found", "<p>There is nothing here.</p>", LoopbackPage.NotFound);
        AssertPage(
            "400 Bad Request",
            "<p>The callback has a parameter twice, so it was not used. Sign in again.</p>"
                + "<p>The program is still waiting: finish the sign-in on the page that it opened last, or start it again there.</p>",
            LoopbackPage.Unusable("400 Bad Request", CallbackErrors.Repeated(), isWaiting: true));
        AssertPage(
            "400 Bad Request",
            "<p>The callback has a parameter twice, so it was not used. Sign in again.</p><p>The sign-in has ended. Go back to the program, which says more.</p>",
            LoopbackPage.Unusable("400 Bad Request", CallbackErrors.Repeated(), isWaiting: false));
    }

    private static void AssertPage(string status, string paragraphs, ReadOnlyMemory<byte> page)
    {
        var body = $"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign-in</title>{paragraphs}</html>""";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nContent-Security-Policy: default-src 'none'\r\n"
                + $"Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n");

        Assert.Equal(head + body, Encoding.ASCII.GetString(page.Span));
    }
}
