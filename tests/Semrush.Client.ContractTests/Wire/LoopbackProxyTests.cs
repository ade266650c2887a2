using Semrush.Client.Authentication;
using Semrush.Client.Http.Internal;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>What may go over plain http to this machine does not leave it, whatever proxy the environment names.</summary>
public sealed class LoopbackProxyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("new")]
    [InlineData("AddSemrush")]
    public async Task A_client_with_connections_of_its_own_asks_no_proxy_for_this_machine(string maker)
    {
        await using var proxy = new WireServer();
        await using var server = new WireServer();
        DefaultProxies.Set(server.Address, proxy.Address);
        await using var client = WireClient.Make(maker, server);

        await client.Tracker.GetUserLimitsAsync(cancellationToken: Token);

        Assert.Equal((1, 0), (server.Arrivals, proxy.Arrivals));
    }

    [Fact]
    public async Task Neither_does_a_sign_in_or_a_client_of_the_emulator()
    {
        await using var proxy = new WireServer();
        await using var emulator = SemrushEmulator.Start();
        DefaultProxies.Set(emulator.Address, proxy.Address);
        var options = new AppCenterFlowOptions();
        emulator.Configure(options);
        using var flow = new AppCenterFlow(options);
        using var client = emulator.CreateClient();

        await flow.SignInAsync(Token);
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token);

        Assert.Equal((2, 0), (emulator.Calls.Count, proxy.Arrivals));
    }

    [Fact]
    public async Task A_call_over_an_HttpClient_of_yours_that_would_hand_the_key_to_a_proxy_fails()
    {
        await using var proxy = new WireServer();
        await using var server = new WireServer();
        DefaultProxies.Set(server.Address, proxy.Address);
        HttpMessageHandler[] proxied =
        [
            new HttpClientHandler(), new SocketsHttpHandler(), new SocketsHttpHandler { Proxy = new System.Net.WebProxy(proxy.Address) },
            new HttpClientHandler { Proxy = new System.Net.WebProxy(proxy.Address) }, new Outer { InnerHandler = new SocketsHttpHandler() },
        ];

        foreach (var handler in proxied)
        {
            using var http = new HttpClient(handler);
            using var client = new SemrushClient(WireClient.Configure(new(), server, retries: 3), http);

            var called = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token));
            var adapted = await Assert.ThrowsAsync<SemrushAuthenticationException>(
                () => client.CreateRequestAdapter().SendNoContentAsync(new() { URI = server.Address }, cancellationToken: Token));

            Assert.Equal(
                $"The credential was not sent to http://{server.Address.Authority}: the HttpClient sends it through the proxy http://{proxy.Address.Authority}, which could read it. "
                    + "Turn UseProxy off on the handler of the HttpClient, or name the host in NO_PROXY.",
                called.Message);
            Assert.Equal(called.Message, adapted.Message);
        }

        Assert.Equal((0, 0), (server.Arrivals, proxy.Arrivals));
    }

    [Fact]
    public async Task So_does_a_sign_in_over_it()
    {
        await using var proxy = new WireServer();
        await using var server = new WireServer();
        DefaultProxies.Set(server.Address, proxy.Address);
        using var http = new HttpClient();
        using var flow = new AuthorizationCodeFlow(new() { BaseAddress = server.Address, ClientId = "client", ClientSecret = "word", RedirectUri = "https://app.example/callback" }, http);

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => flow.ExchangeAsync("code", Token));

        Assert.Equal((0, 0), (server.Arrivals, proxy.Arrivals));
    }

    [Fact]
    public async Task An_HttpClient_of_yours_without_a_proxy_is_used()
    {
        await using var server = new WireServer();
        DefaultProxies.Set(server.Address, new("http://proxy.invalid:3128"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var client = new SemrushClient(WireClient.Configure(new(), server, retries: 0), http);

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token);

        Assert.Equal(1, server.Arrivals);
    }

    [Theory]
    [InlineData("http://localhost:1/", true)]
    [InlineData("http://127.0.0.1/", true)]
    [InlineData("http://127.1.2.3:8080/", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("https://localhost/", true)]
    [InlineData("http://0.0.0.0/", false)]
    [InlineData("http://localhost.example/", false)]
    [InlineData("https://api.semrush.com/", false)]
    public void What_the_settings_take_for_this_machine_is_what_no_proxy_is_asked_for(string address, bool isLocal)
    {
        var uri = new Uri(address);
        var proxy = new RemoteProxy();
        DefaultProxies.Set(uri, new("http://proxy.invalid:3128"));

        Assert.Equal((isLocal, isLocal), (proxy.IsBypassed(uri), proxy.GetProxy(uri) is null));
        if (uri.Scheme == "http")
            Assert.Equal(isLocal, SettingsCheck.FindInAddress(uri) is null);
    }

    [Fact]
    public void The_credentials_of_the_system_for_a_proxy_are_handed_on()
    {
        DefaultProxies.Set(new("https://handed.example"), new("http://proxy.invalid:3128"));
        var credentials = new System.Net.NetworkCredential("user", "word");
        HttpClient.DefaultProxy.Credentials = credentials;
        var handed = new RemoteProxy().Credentials;
        HttpClient.DefaultProxy.Credentials = null;

        Assert.Same(credentials, handed);
    }

    private sealed class Outer : DelegatingHandler;
}
