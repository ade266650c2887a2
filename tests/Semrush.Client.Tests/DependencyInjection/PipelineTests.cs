using System.Net;
using Microsoft.Extensions.DependencyInjection;
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

        HttpMessageHandler? handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("Semrush");
        var chain = new List<HttpMessageHandler>();
        for (; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
            chain.Add(handler);

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
}
