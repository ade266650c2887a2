using System.Net.Sockets;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AuthorizationCode;

/// <summary>Where a listener may listen, for how long, and what becomes of a browser that does otherwise than planned.</summary>
public sealed class LoopbackRulesTests
{
    [Theory]
    [InlineData("/callback")]
    [InlineData("https://127.0.0.1/callback")]
    [InlineData("http://app.example/callback")]
    [InlineData("http://0.0.0.0:8400/callback")]
    [InlineData("http://127.0.0.1:8400/callback?x=1")]
    [InlineData("http://127.0.0.1:8400/callback#x")]
    public void It_listens_nowhere_but_on_this_machine(string address)
    {
        var failure = Assert.Throws<ArgumentException>("redirectUri", () => new LoopbackListener((_, _) => Task.CompletedTask, new(address, UriKind.RelativeOrAbsolute)));

        Assert.StartsWith(
            "The address must be http on this machine, such as http://127.0.0.1:8400/callback, without query and fragment.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_listens_on_the_newer_loopback_address_too()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using var browser = Loopback.CreateClient();
        LoopbackListener? listener = null;
        listener = new((page, token) => browser.GetAsync($"{listener!.RedirectUri}?code={Canary.Code}&state={page.Query.Split("state=")[1]}", token), new("http://[::1]/callback"));

        Assert.Equal(Canary.AccessToken, (await Flow(listener).SignInAsync(The.Token)).AccessToken);
    }

    [Fact]
    public void The_time_limit_is_more_than_nothing()
        => Assert.Throws<ArgumentOutOfRangeException>("timeout", () => new LoopbackListener((_, _) => Task.CompletedTask, timeout: TimeSpan.Zero));

    [Fact]
    public async Task The_time_limit_is_yours()
    {
        var time = new Clock();
        var listener = new LoopbackListener((_, _) => Task.CompletedTask, timeout: TimeSpan.FromSeconds(7), timeProvider: time);

        var signIn = Flow(listener).SignInAsync(The.Token);
        time.Advance(TimeSpan.FromSeconds(7));

        Assert.StartsWith("The browser did not come back within 00:00:07.", (await Assert.ThrowsAsync<SemrushAuthenticationException>(() => signIn)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_fails_later_ends_it_at_once()
    {
        var listener = new LoopbackListener(async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, token);
            throw new InvalidOperationException("no browser");
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => Flow(listener).SignInAsync(The.Token));
    }

    [Fact]
    public async Task A_cancellation_by_the_browser_is_no_timeout()
    {
        var listener = new LoopbackListener((_, _) => throw new OperationCanceledException("The person closed it."));

        await Assert.ThrowsAsync<OperationCanceledException>(() => Flow(listener).SignInAsync(The.Token));
    }

    [Fact]
    public async Task A_browser_that_stays_open_is_not_waited_for()
    {
        using var browser = Loopback.CreateClient();
        LoopbackListener? listener = null;
        listener = new(async (page, _) =>
        {
            await browser.GetAsync($"{listener!.RedirectUri}?code={Canary.Code}&state={page.Query.Split("state=")[1]}", The.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, The.Token);
        });

        Assert.Equal(Canary.AccessToken, (await Flow(listener).SignInAsync(The.Token)).AccessToken);
    }

    private static AuthorizationCodeFlow Flow(LoopbackListener listener) => new(
        new AuthorizationCodeFlowOptions { ClientId = "client", ClientSecret = Canary.ClientSecret }.UseBrowser(listener),
        new HttpClient(StubHandler.Returning(Response.Json(Canary.Tokens))));
}
