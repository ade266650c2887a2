using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Semrush.Client.Authentication;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>Plain http to this machine uses no proxy, also if the environment names one.</summary>
public sealed class LoopbackProxyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("new")]
    [InlineData("AddSemrush")]
    public async Task Client_uses_no_proxy_for_this_machine(string maker)
    {
        await using var proxy = new WireServer();
        await using var server = new WireServer();
        DefaultProxies.Set(server.Address, proxy.Address);
        await using var client = WireClient.Make(maker, server);

        await client.Tracker.GetUserLimitsAsync(cancellationToken: Token);

        Assert.Equal((1, 0), (server.Arrivals, proxy.Arrivals));
    }

    [Fact]
    public async Task Sign_in_and_client_of_the_emulator_use_no_proxy()
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
    public async Task Call_over_an_own_HttpClient_that_uses_a_proxy_fails()
    {
        await using var proxy = new WireServer();
        await using var server = new WireServer();
        DefaultProxies.Set(server.Address, proxy.Address);
        HttpMessageHandler[] proxied =
        [
            new HttpClientHandler(), new SocketsHttpHandler(), new SocketsHttpHandler { Proxy = new WebProxy(proxy.Address) },
            new HttpClientHandler { Proxy = new WebProxy(proxy.Address) }, new Outer { InnerHandler = new SocketsHttpHandler() },
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
    public async Task Sign_in_over_an_own_HttpClient_that_uses_a_proxy_fails()
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
    public async Task Own_HttpClient_without_a_proxy_is_used()
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
    public void Addresses_that_may_be_http_are_those_that_use_no_proxy(string address, bool isLocal)
    {
        var uri = new Uri(address);
        DefaultProxies.Set(uri, new("http://proxy.invalid:3128"));
        var proxy = OwnProxy();

        Assert.Equal((isLocal, isLocal), (proxy.IsBypassed(uri), proxy.GetProxy(uri) is null));
        if (uri.Scheme == "http")
            Assert.Equal(isLocal, Record.Exception(() => new SemrushClient(new() { ApiKey = "key", BaseAddress = uri }).Dispose()) is null);
    }

    [Fact]
    public void Proxy_gets_the_credentials_of_the_system()
    {
        DefaultProxies.Set(new("https://handed.example"), new("http://proxy.invalid:3128"));
        var credentials = new NetworkCredential("user", "word");
        HttpClient.DefaultProxy.Credentials = credentials;
        var handed = OwnProxy().Credentials;
        HttpClient.DefaultProxy.Credentials = null;

        Assert.Same(credentials, handed);
    }

    // The proxy of a client's own connections.
    private static IWebProxy OwnProxy()
    {
        IWebProxy? proxy = null;
        var services = new ServiceCollection();
        services.AddSemrush(options => options.ApiKey = "key").HttpClient.ConfigurePrimaryHttpMessageHandler((handler, _) => proxy = ((SocketsHttpHandler)handler).Proxy);
        using var provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<SemrushClient>());
        return proxy!;
    }

    private sealed class Outer : DelegatingHandler;
}
