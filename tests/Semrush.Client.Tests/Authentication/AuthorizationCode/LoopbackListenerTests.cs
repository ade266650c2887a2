using System.Net;
using System.Net.Sockets;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AuthorizationCode;

/// <summary>The one part of the library that listens: real sockets, on this machine.</summary>
public sealed class LoopbackListenerTests : IDisposable
{
    private readonly HttpClient _browser = Loopback.CreateClient();
    private Task _browsing = Task.CompletedTask;

    [Fact]
    public async Task A_browser_that_comes_back_signs_in_and_is_shown_a_page()
    {
        HttpResponseMessage? page = null;
        var (flow, _) = SignIn(async (redirect, state) => page = await _browser.GetAsync($"{redirect}?code={Canary.Code}&state={state}", The.Token));

        Assert.Equal(Canary.AccessToken, (await flow.SignInAsync(The.Token)).AccessToken);
        await _browsing;
        Assert.Equal(HttpStatusCode.OK, page?.StatusCode);
        Assert.Equal("text/html", page?.Content.Headers.ContentType?.MediaType);
        Assert.True(page?.Headers.CacheControl?.NoStore);
        Assert.Equal("no-referrer", Assert.Single(page!.Headers.GetValues("Referrer-Policy")));
        var text = await page.Content.ReadAsStringAsync(The.Token);
        Assert.Contains("close this window", text, StringComparison.Ordinal);
        Canary.AssertHiddenIn(text);
    }

    [Fact]
    public async Task It_listens_on_this_machine_alone_and_tells_the_server_so()
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Tokens));
        var (flow, listener) = SignIn(async (redirect, state) => await _browser.GetAsync($"{redirect}?code={Canary.Code}&state={state}", The.Token), stub);

        await flow.SignInAsync(The.Token);

        Assert.Equal("127.0.0.1", listener.RedirectUri.Host);
        Assert.InRange(listener.RedirectUri.Port, 1024, 65535);
        Assert.EndsWith($"&redirect_uri=http%3A%2F%2F127.0.0.1%3A{listener.RedirectUri.Port}%2Fcallback", stub.Request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Icons_other_methods_silent_connections_and_nonsense_are_passed_over()
    {
        var statuses = new List<HttpStatusCode>();
        using var silent = new TcpClient();
        using var nonsense = new TcpClient();
        var answer = new byte["HTTP/1.1 404".Length];
        var (flow, _) = SignIn(async (redirect, state) =>
        {
            await silent.ConnectAsync(redirect.Host, redirect.Port, The.Token);
            await nonsense.ConnectAsync(redirect.Host, redirect.Port, The.Token);
            await nonsense.GetStream().WriteAsync("\r\n\r\n"u8.ToArray(), The.Token);
            await nonsense.GetStream().ReadExactlyAsync(answer, The.Token);
            statuses.Add((await _browser.GetAsync(new Uri(redirect, "/favicon.ico"), The.Token)).StatusCode);
            statuses.Add((await _browser.GetAsync(new Uri(redirect, "/callback/?code=wrong"), The.Token)).StatusCode);
            statuses.Add((await _browser.PostAsync($"{redirect}?code=wrong", null, The.Token)).StatusCode);
            statuses.Add((await _browser.GetAsync($"{redirect}?code={Canary.Code}&state={state}", The.Token)).StatusCode);
        });

        await flow.SignInAsync(The.Token);
        await _browsing;

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.OK], statuses);
        Assert.Equal("HTTP/1.1 404"u8, answer);
    }

    [Fact]
    public async Task It_takes_one_response_then_closes_and_serves_the_next_sign_in_again()
    {
        var stub = StubHandler.Returning(Response.Json(Canary.Tokens), Response.Json(Canary.Tokens));
        var round = 0;
        var (flow, listener) = SignIn(async (redirect, state) => await _browser.GetAsync($"{redirect}?code=code-{round}&state={state}", The.Token), stub);

        for (round = 1; round <= 2; round++)
        {
            await flow.SignInAsync(The.Token);
            await _browsing;
            await Assert.ThrowsAsync<HttpRequestException>(() => _browser.GetAsync(listener.RedirectUri, The.Token));
        }

        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_stays_silent_is_closed_with_the_sign_in()
    {
        using var silent = new TcpClient();
        // On this clock no time limit closes it.
        var (flow, _) = SignIn(
            async (redirect, state) =>
            {
                await silent.ConnectAsync(redirect.Host, redirect.Port, The.Token);
                await _browser.GetAsync($"{redirect}?code={Canary.Code}&state={state}", The.Token);
            },
            time: new Clock());

        await flow.SignInAsync(The.Token);
        await _browsing;
        var read = silent.GetStream().ReadAsync(new byte[1], The.Token).AsTask();

        Assert.Equal(0, await read.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, The.Token));
    }

    [Fact]
    public async Task The_wait_for_a_browser_ends_after_5_minutes()
    {
        var time = new Clock();
        var (flow, _) = SignIn((_, _) => Task.CompletedTask, time: time);

        var signIn = flow.SignInAsync(The.Token);
        time.Advance(TimeSpan.FromSeconds(299));
        Assert.False(signIn.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("00:05:00", (await Assert.ThrowsAsync<SemrushAuthenticationException>(() => signIn)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_and_frees_the_port()
    {
        using var cancelled = new CancellationTokenSource();
        var (flow, listener) = SignIn((_, _) => Task.CompletedTask);

        var signIn = flow.SignInAsync(cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn);
        using var next = new TcpListener(IPAddress.Loopback, listener.RedirectUri.Port);
        next.Start();
    }

    [Fact]
    public async Task A_browser_that_cannot_be_opened_ends_it()
    {
        var (flow, _) = SignIn((_, _) => throw new InvalidOperationException("no browser"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => flow.SignInAsync(The.Token));
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var listener = new LoopbackListener((_, _) => Task.CompletedTask, new($"http://localhost:{port}/callback"));
        using var flow = new AuthorizationCodeFlow(Options.UseBrowser(listener), new HttpClient(StubHandler.Returning()));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.SignInAsync(The.Token));

        Assert.Contains($"Port {port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flow_with_another_redirect_address_is_rejected()
    {
        var listener = new LoopbackListener((_, _) => Task.CompletedTask);
        var options = Options.UseBrowser(listener);
        options.RedirectUri = "/oauth2/success";
        using var flow = new AuthorizationCodeFlow(options, new HttpClient(StubHandler.Returning()));

        Assert.Contains(listener.RedirectUri.AbsoluteUri, (await Assert.ThrowsAsync<ArgumentException>(() => flow.SignInAsync(The.Token))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _browser.Dispose();

    private static AuthorizationCodeFlowOptions Options => new() { ClientId = "client", ClientSecret = Canary.ClientSecret };

    private (AuthorizationCodeFlow Flow, LoopbackListener Listener) SignIn(Func<Uri, string, Task> browse, StubHandler? stub = null, Clock? time = null)
    {
        LoopbackListener? listener = null;
        listener = new((page, _) => _browsing = browse(listener!.RedirectUri, page.Query.Split("state=")[1]), timeProvider: time);
        stub ??= StubHandler.Returning(Response.Json(Canary.Tokens));
        return (new(Options.UseBrowser(listener), new HttpClient(stub)), listener);
    }
}
