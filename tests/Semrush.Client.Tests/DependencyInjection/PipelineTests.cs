using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.DependencyInjection;

/// <summary>What carries the requests, with and without dependency injection.</summary>
public sealed class PipelineTests
{
    [Fact]
    public void Redirects_are_not_followed_and_cookies_not_kept()
    {
        using var handler = HttpPipeline.CreateHandler();

        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.Equal(TimeSpan.FromMinutes(5), handler.PooledConnectionLifetime);
        Assert.Equal(DecompressionMethods.All, handler.AutomaticDecompression);
    }

    [Fact]
    public async Task The_agent_is_the_library_in_its_version()
    {
        var stub = StubHandler.Answering(Answer.Empty(200));
        using var agent = HttpPipeline.CreateUserAgentHandler();
        agent.InnerHandler = stub;
        using var http = new HttpClient(agent);

        await http.GetAsync(new Uri("https://api.semrush.com/"), The.Token);

        Assert.NotEqual("0.0.0", VersionOfLibrary);
        Assert.Contains($"Semrush.Client/{VersionOfLibrary}", string.Join(' ', stub.Request.Header("User-Agent")), StringComparison.Ordinal);
    }

    private static string VersionOfLibrary => typeof(SemrushClient).Assembly.GetName().Version!.ToString(3);

    [Fact]
    public void Connections_are_not_made_for_settings_that_cannot_be_used()
    {
        Assert.Throws<ArgumentNullException>("options", () => HttpPipeline.Create(null!));
        Assert.Throws<ArgumentException>(() => HttpPipeline.Create(new()));
    }

    [Fact]
    public void Redirects_are_not_followed_by_the_handlers_of_the_factory_either()
    {
        var services = new ServiceCollection();
        services.AddSemrush(options => options.ApiKey = The.ApiKey);
        using var provider = services.BuildServiceProvider();

        var chain = ChainOf(provider);

        var primary = Assert.IsType<SocketsHttpHandler>(chain[^1]);
        Assert.False(primary.AllowAutoRedirect);
        Assert.DoesNotContain(chain, link => link.GetType().Name.Contains("Redirect", StringComparison.Ordinal) || link.GetType().Name.Contains("Retry", StringComparison.Ordinal));
    }

    [Fact]
    public void The_time_limit_is_the_one_of_the_settings()
    {
        var services = new ServiceCollection();
        services.AddSemrush(options => (options.ApiKey, options.AttemptTimeout) = (The.ApiKey, TimeSpan.FromSeconds(7)));
        using var provider = services.BuildServiceProvider();
        using var injected = provider.GetRequiredService<IHttpClientFactory>().CreateClient("Semrush");
        using var owned = HttpPipeline.Create(new() { ApiKey = The.ApiKey, AttemptTimeout = TimeSpan.FromSeconds(8) });

        Assert.Equal((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8)), (injected.Timeout, owned.Timeout));
    }

    [Fact]
    public async Task What_stands_in_for_the_network_of_all_clients_stays()
    {
        var stub = StubHandler.Answering(Answer.Payload("map-rank-tracker.get-user-limits"));
        var services = new ServiceCollection();
        services.AddSemrush(options => options.ApiKey = The.ApiKey);
        services.ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = stub));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<SemrushClient>().MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal($"{The.MapRankTracker}limits", stub.Request.Address);
    }

    [Fact]
    public void Other_connections_to_the_network_are_left_out_and_so_is_what_is_put_around_them()
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
            Assert.Equal((false, typeof(RemoteProxy)), (primary.AllowAutoRedirect, primary.Proxy?.GetType()));
        }
    }

    [Fact]
    public void Handlers_and_connections_that_are_set_for_the_client_by_name_stay_and_so_do_those_of_other_clients()
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
