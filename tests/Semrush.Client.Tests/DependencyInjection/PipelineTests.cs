using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Semrush.Client.Tests.DependencyInjection;

/// <summary>The handlers of a registered client.</summary>
public sealed class PipelineTests
{
    [Fact]
    public void Connections_follow_no_redirect_and_keep_no_cookie()
    {
        var services = new ServiceCollection();
        services.AddSemrush(options => options.ApiKey = The.ApiKey);
        using var provider = services.BuildServiceProvider();

        var chain = ChainOf(provider);

        var primary = Assert.IsType<SocketsHttpHandler>(chain[^1]);
        Assert.Equal((false, false), (primary.AllowAutoRedirect, primary.UseCookies));
        Assert.Equal((TimeSpan.FromMinutes(5), DecompressionMethods.All), (primary.PooledConnectionLifetime, primary.AutomaticDecompression));
        Assert.DoesNotContain(chain, link => link.GetType().Name.Contains("Redirect", StringComparison.Ordinal) || link.GetType().Name.Contains("Retry", StringComparison.Ordinal));
    }

    [Fact]
    public void The_timeout_of_the_HttpClient_is_AttemptTimeout()
    {
        var services = new ServiceCollection();
        services.AddSemrush(options => (options.ApiKey, options.AttemptTimeout) = (The.ApiKey, TimeSpan.FromSeconds(7)));
        using var provider = services.BuildServiceProvider();
        using var injected = provider.GetRequiredService<IHttpClientFactory>().CreateClient("Semrush");

        Assert.Equal(TimeSpan.FromSeconds(7), injected.Timeout);
    }

    [Fact]
    public async Task A_replacement_of_the_network_stays()
    {
        var stub = StubHandler.Returning(Response.Payload("map-rank-tracker.get-user-limits"));
        var services = new ServiceCollection();
        services.AddSemrush(options => options.ApiKey = The.ApiKey);
        services.ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = stub));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<SemrushClient>().MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal($"{The.MapRankTracker}limits", stub.Request.Address);
    }

    [Fact]
    public void Other_connections_and_handlers_around_them_are_left_out()
    {
        Func<HttpMessageHandler, HttpMessageHandler>[] replacements =
            [_ => new SocketsHttpHandler(), _ => new HttpClientHandler(), ours => new Around { InnerHandler = ours }, _ => new Around { InnerHandler = new HttpClientHandler() }];
        foreach (var replace in replacements)
        {
            var services = new ServiceCollection();
            services.AddSemrush(options => options.ApiKey = The.ApiKey);
            services.ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = replace(builder.PrimaryHandler)));
            using var provider = services.BuildServiceProvider();

            var chain = ChainOf(provider);

            Assert.DoesNotContain(chain, static link => link is Around);
            var primary = Assert.IsType<SocketsHttpHandler>(chain[^1]);
            Assert.Equal((false, "RemoteProxy"), (primary.AllowAutoRedirect, primary.Proxy?.GetType().Name));
        }
    }

    [Fact]
    public void Handlers_and_connections_of_this_client_and_of_others_stay()
    {
        using var mine = new SocketsHttpHandler();
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(static http => http.AddHttpMessageHandler(static () => new Around()).ConfigureHttpClient(static client => client.Timeout = TimeSpan.FromSeconds(1)));
        services.AddSemrush(options => options.ApiKey = The.ApiKey).HttpClient
            .AddHttpMessageHandler(static () => new Named()).ConfigurePrimaryHttpMessageHandler(() => mine).ConfigureHttpClient(static client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddHttpClient("other");
        using var provider = services.BuildServiceProvider();
        var clients = provider.GetRequiredService<IHttpClientFactory>();

        var (chain, other) = (ChainOf(provider), ChainOf(provider, "other"));

        Assert.Same(mine, chain[^1]);
        Assert.Equal((true, false, true), (chain.Exists(static link => link is Named), chain.Exists(static link => link is Around), other.Exists(static link => link is Around)));
        Assert.Equal((5, 1), (clients.CreateClient("Semrush").Timeout.TotalSeconds, clients.CreateClient("other").Timeout.TotalSeconds));
    }

    private static List<HttpMessageHandler> ChainOf(IServiceProvider services, string name = "Semrush")
    {
        var chain = new List<HttpMessageHandler>();
        for (HttpMessageHandler? handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name); handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
            chain.Add(handler);
        return chain;
    }

    private sealed class Around : DelegatingHandler;

    private sealed class Named : DelegatingHandler;
}
