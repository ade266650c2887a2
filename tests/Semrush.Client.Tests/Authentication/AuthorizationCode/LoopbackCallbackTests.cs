using System.Net.Sockets;
using System.Text;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AuthorizationCode;

/// <summary>What a listener makes of a callback that it cannot use: the browser shows it, the caller is told, and an old window ends nothing.</summary>
public sealed class LoopbackCallbackTests
{
    /// <summary>A request, the status line of its answer, and what browser and caller are told.</summary>
    public static TheoryData<string, string, string> PassedOver => new()
    {
        { "GET /callback?code=CODE&state=of-an-old-window HTTP/1.1\r\n\r\n", "400 Bad Request", "The callback has another state than the request" },
        { "GET /callback?error=access_denied&state=of-an-old-window HTTP/1.1\r\n\r\n", "400 Bad Request", "The callback has another state than the request" },
        { "GET /callback?code=CODE&code=CODE&state=of-an-old-window HTTP/1.1\r\n\r\n", "400 Bad Request", "The callback has a parameter twice" },
        { "GET /callback HTTP/1.1\r\n\r\n", "400 Bad Request", "The address of the callback was opened without a response in its query." },
        { "GET /callback?utm=1 HTTP/1.1\r\n\r\n", "400 Bad Request", "The address of the callback was opened without a response in its query." },
        { "GET /Callback?code=CODE&state=STATE HTTP/1.1\r\n\r\n", "404 Not Found", "The address is not the one that the browser was to come back to." },
        { "GET /?error=access_denied&state=STATE HTTP/1.1\r\n\r\n", "404 Not Found", "The address is not the one that the browser was to come back to." },
        {
            "POST /callback HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 21\r\n\r\ncode=CODE&state=STATE",
            "405 Method Not Allowed",
            "The callback is not a GET request"
        },
        { $"GET /callback?code=CODE&state=STATE&more={new string('x', 20_000)} HTTP/1.1\r\n\r\n", "431 Request Header Fields Too Large", "The callback is longer than 16 KiB" },
    };

    [Theory]
    [MemberData(nameof(PassedOver), DisableDiscoveryEnumeration = true)]
    public async Task A_callback_of_another_request_is_shown_and_reported_and_the_wait_continues(string request, string status, string words)
    {
        var scene = new Scene();
        string? page = null;

        var tokens = await scene.SignInAsync(async () =>
        {
            page = await scene.SendAsync(request);
            await scene.SendAsync("GET /callback?code=CODE&state=STATE HTTP/1.1\r\n\r\n");
        });

        Assert.Equal(Canary.AccessToken, tokens.AccessToken);
        await scene.IsToldAsync(times: 1);
        var told = Assert.Single(scene.Told);
        Assert.StartsWith(words, told.Message, StringComparison.Ordinal);
        Canary.AssertHiddenIn(told);
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("The program is still waiting", page, StringComparison.Ordinal);
        Canary.AssertHiddenIn(page);
    }

    [Fact]
    public async Task A_browser_that_is_still_sending_gets_the_whole_page()
    {
        var scene = new Scene();
        string? page = null;

        await scene.SignInAsync(async () =>
        {
            // More than the buffers of a connection hold.
            page = await scene.SendAsync($"POST /callback HTTP/1.1\r\nContent-Length: 8000000\r\n\r\n{new string('x', 8_000_000)}");
            await scene.SendAsync("GET /callback?code=CODE&state=STATE HTTP/1.1\r\n\r\n");
        });

        Assert.StartsWith("HTTP/1.1 405 Method Not Allowed\r\n", page, StringComparison.Ordinal);
        Assert.Contains("The program is still waiting", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_comes_with_https_is_reported_to_the_caller()
    {
        var scene = new Scene();

        await scene.SignInAsync(async () =>
        {
            await scene.SendAsync("\u0016\u0003\u0001\u0002\u0000\u0001\u0000");
            await scene.SendAsync("GET /callback?code=CODE&state=STATE HTTP/1.1\r\n\r\n");
        });

        await scene.IsToldAsync(times: 1);
        Assert.StartsWith("The browser came with https", Assert.Single(scene.Told).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /favicon.ico HTTP/1.1\r\n\r\n")]
    [InlineData("GET /.well-known/appspecific/com.chrome.devtools.json HTTP/1.1\r\n\r\n")]
    [InlineData("GET /robots.txt?v=1 HTTP/1.1\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task Other_requests_of_a_browser_are_not_reported(string request)
    {
        var scene = new Scene();
        string? page = null;

        await scene.SignInAsync(async () =>
        {
            page = await scene.SendAsync(request);
            await scene.SendAsync("GET /callback?code=CODE&state=STATE HTTP/1.1\r\n\r\n");
        });

        Assert.StartsWith("HTTP/1.1 404 Not Found\r\n", page, StringComparison.Ordinal);
        Assert.Empty(scene.Told);
    }

    [Theory]
    [InlineData("error=access_denied&error_description=%3Cb%3Eno&state=STATE", "access_denied", "The sign-in was denied.")]
    [InlineData("error=access_denied", "access_denied", "The sign-in was denied.")]
    [InlineData("state=STATE", null, "The callback has no code.")]
    [InlineData("token=CODE&state=STATE", null, "The callback has no code.")]
    [InlineData("code=CODE", null, "The callback has no state, so it was not used")]
    [InlineData("state=", null, "The callback has no state, so it was not used")]
    [InlineData("code=CODE&code=CODE&state=STATE", null, "The callback has a parameter twice")]
    public async Task A_callback_to_this_request_that_cannot_be_used_ends_the_sign_in_and_is_shown(string query, string? code, string words)
    {
        var scene = new Scene();
        string? page = null;

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(
            () => scene.SignInAsync(async () => page = await scene.SendAsync($"GET /callback?{query} HTTP/1.1\r\n\r\n")));

        Assert.Equal(code, failure.ErrorCode);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", page, StringComparison.Ordinal);
        Assert.Contains("The sign-in has ended.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("no.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Canary.AssertHiddenIn(page);
    }

    [Fact]
    public async Task A_page_says_what_happened_and_is_kept_nowhere()
    {
        var scene = new Scene();
        var pages = new List<string>();

        await scene.SignInAsync(async () =>
        {
            foreach (var target in (string[])["/favicon.ico", "/callback?code=CODE&code=CODE&state=other", "/callback?code=CODE&state=STATE"])
                pages.Add(await scene.SendAsync($"GET {target} HTTP/1.1\r\n\r\n"));
        });
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.SignInAsync(
            async () => pages.Add(await scene.SendAsync("GET /callback?code=CODE&code=CODE&state=STATE HTTP/1.1\r\n\r\n"))));

        Assert.Equal(
            [
                Page("404 Not Found", "<p>There is nothing here.</p>"),
                Page(
                    "400 Bad Request",
                    "<p>The callback has a parameter twice, so it was not used. Sign in again.</p>"
                        + "<p>The program is still waiting: finish the sign-in on the page that it opened last, or start again.</p>"),
                Page("200 OK", "<p>The response has been received. You can close this window and go back to the program.</p>"),
                Page(
                    "400 Bad Request",
                    "<p>The callback has a parameter twice, so it was not used. Sign in again.</p><p>The sign-in has ended. Go back to the program for the details.</p>"),
            ],
            pages);
    }

    private static string Page(string status, string paragraphs)
    {
        var body = $"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign-in</title>{paragraphs}</html>""";
        return FormattableString.Invariant(
            $"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nContent-Security-Policy: default-src 'none'\r\n")
            + $"Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n{body}";
    }

    [Fact]
    public async Task A_callback_without_a_state_is_used_where_none_is_required()
    {
        var scene = new Scene { RequireState = false };

        var tokens = await scene.SignInAsync(() => scene.SendAsync("GET /callback?code=CODE HTTP/1.1\r\n\r\n"));

        Assert.Equal(Canary.AccessToken, tokens.AccessToken);
    }

    [Fact]
    public async Task A_timeout_has_the_reason_of_the_last_callback()
    {
        var time = new Clock();
        var scene = new Scene { Time = time };

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.SignInAsync(async () =>
        {
            await scene.SendAsync("GET /callback HTTP/1.1\r\n\r\n");
            await scene.SendAsync("GET /callback?code=CODE&state=of-an-old-window HTTP/1.1\r\n\r\n");
            await scene.IsToldAsync(times: 2);
            time.Advance(TimeSpan.FromMinutes(5));
        }));

        Assert.StartsWith(
            "The browser did not come back within 00:05:00. The last callback was not used: The callback has another state than the request",
            failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_of_onRejected_ends_the_sign_in()
    {
        var scene = new Scene { OnRejected = static _ => throw new InvalidOperationException("enough") };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => scene.SignInAsync(() => scene.SendAsync("GET /callback HTTP/1.1\r\n\r\n")));

        Assert.Equal("enough", failure.Message);
    }

    /// <summary>A sign-in with a browser that sends what the test says, byte by byte.</summary>
    private sealed class Scene
    {
        private readonly List<SemrushAuthenticationException> _told = [];
        private LoopbackListener? _listener;
        private string _state = "";
        private Task _browsing = Task.CompletedTask;

        public bool RequireState { get; init; } = true;

        public TimeProvider? Time { get; init; }

        public Action<SemrushAuthenticationException>? OnRejected { get; init; }

        public IReadOnlyList<SemrushAuthenticationException> Told
        {
            get
            {
                lock (_told)
                    return [.. _told];
            }
        }

        public async Task<TokenSet> SignInAsync(Func<Task> browse)
        {
            _listener = new(
                (page, _) =>
                {
                    _state = page.Query.Split("state=")[1];
                    return _browsing = browse();
                },
                timeProvider: Time,
                onRejected: OnRejected ?? Hear);
            var options = new AuthorizationCodeFlowOptions { ClientId = "client", ClientSecret = Canary.ClientSecret, RequireState = RequireState };
            using var flow = new AuthorizationCodeFlow(options.UseBrowser(_listener), new HttpClient(StubHandler.Returning(Response.Json(Canary.Tokens))));
            try
            {
                return await flow.SignInAsync(The.Token);
            }
            finally
            {
                // It may still read its page.
                await _browsing;
            }
        }

        /// <summary>Sends a request as bytes.</summary>
        /// <returns>All that came back.</returns>
        public async Task<string> SendAsync(string request)
        {
            using var browser = new TcpClient();
            await browser.ConnectAsync(_listener!.RedirectUri.Host, _listener.RedirectUri.Port, The.Token);
            var text = request.Replace("CODE", Canary.Code, StringComparison.Ordinal).Replace("STATE", _state, StringComparison.Ordinal);
            var stream = browser.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), The.Token);
            // The end of what is sent: nothing after a request keeps the connection.
            browser.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync(The.Token);
        }

        public async Task IsToldAsync(int times)
        {
            while (Told.Count < times)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, The.Token);
        }

        private void Hear(SemrushAuthenticationException fault)
        {
            lock (_told)
                _told.Add(fault);
        }
    }
}
