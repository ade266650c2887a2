using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.DependencyInjection.Internal;

/// <summary>Removes handlers and settings from the pipeline of a client that were not added to this client by name.</summary>
/// <remarks>
/// A handler for all clients that retries would bypass the retry classes, the rate limit and the count of attempts. It cannot be detected
/// what a handler does, so all of them are removed: those of <c>ConfigureHttpClientDefaults</c>, of <c>ConfigureAll</c> and of handler
/// filters, in any order of registration.
/// </remarks>
internal sealed class SeparatePipeline(string client, IServiceProvider services)
    : IPostConfigureOptions<HttpClientFactoryOptions>, IHttpMessageHandlerBuilderFilter
{
    // Only settings for all clients apply to this name.
    private const string NoClient = "\0";

    private readonly ConditionalWeakTable<HttpMessageHandlerBuilder, Parts> _added = [];

    /// <summary>Registers the pipeline of a client.</summary>
    public static IHttpClientBuilder AddHttpClient(IServiceCollection services, string client)
    {
        // The client is a singleton and requests one handler, so that the handler itself replaces old connections.
        var http = services.AddHttpClient(client)
            .ConfigureHttpClient((provider, http) => http.Timeout = ClientFactory.Options(provider, client).AttemptTimeout)
            .ConfigurePrimaryHttpMessageHandler(
                provider => HttpPipeline.CreateHandler(ClientFactory.Options(provider, client).ConnectTimeout))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddHttpMessageHandler(static () => HttpPipeline.CreateUserAgentHandler())
            .RemoveAllLoggers()
            .AddLogger(static provider => ActivatorUtilities.CreateInstance<RequestLogger>(provider));
        Register(services, client);
        return http;
    }

    // Once for a client, before all other filters: the first filter runs last.
    private static void Register(IServiceCollection services, string client)
    {
        if (services.Any(service => service.ServiceType == typeof(SeparatePipeline) && client.Equals(service.ServiceKey)))
            return;
        services.AddKeyedSingleton(client, (provider, _) => new SeparatePipeline(client, provider));
        services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(Find);
        services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(Find));

        SeparatePipeline Find(IServiceProvider provider) => provider.GetRequiredKeyedService<SeparatePipeline>(client);
    }

    /// <summary>Separates the settings of this client from those for all clients, whose HttpClient settings are dropped.</summary>
    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (name != client)
            return;
        options.HttpClientActions.Clear();
        options.HttpMessageHandlerBuilderActions.Clear();
        var setups = services.GetServices<IConfigureOptions<HttpClientFactoryOptions>>();
        foreach (var setup in setups.OfType<IConfigureNamedOptions<HttpClientFactoryOptions>>())
        {
            var (here, anywhere) = (new HttpClientFactoryOptions(), new HttpClientFactoryOptions());
            setup.Configure(client, here);
            setup.Configure(NoClient, anywhere);
            foreach (var action in anywhere.HttpClientActions.Count > 0 ? [] : here.HttpClientActions)
                options.HttpClientActions.Add(action);
            foreach (var action in here.HttpMessageHandlerBuilderActions)
                options.HttpMessageHandlerBuilderActions.Add(anywhere.HttpMessageHandlerBuilderActions.Count > 0 ? action : Record(action));
        }
    }

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name == client)
            Clean(builder, _added.GetOrCreateValue(builder));
    };

    private Action<HttpMessageHandlerBuilder> Record(Action<HttpMessageHandlerBuilder> action) => builder =>
    {
        var (before, primary) = (builder.AdditionalHandlers.ToList(), builder.PrimaryHandler);
        action(builder);
        var parts = _added.GetOrCreateValue(builder);
        parts.Handlers.UnionWith(builder.AdditionalHandlers.Except(before));
        if (builder.PrimaryHandler != primary)
            parts.Primary = builder.PrimaryHandler;
    };

    private void Clean(HttpMessageHandlerBuilder builder, Parts added)
    {
        // The factory adds the loggers that are set for this client.
        var removed = builder.AdditionalHandlers
            .Where(handler => !added.Handlers.Contains(handler) && handler.GetType().Assembly != typeof(IHttpClientFactory).Assembly)
            .ToList<HttpMessageHandler>();
        foreach (var handler in removed.Cast<DelegatingHandler>())
            builder.AdditionalHandlers.Remove(handler);
        // Another network handler would follow redirects and use any proxy. A handler that replaces the network, as in a test, is kept.
        if (added.Primary is { } primary && builder.PrimaryHandler != primary && Route.Network(builder.PrimaryHandler) is not null)
        {
            removed.Add(builder.PrimaryHandler);
            builder.PrimaryHandler = primary;
        }

        if (removed.Count > 0 && services.GetService<ILogger<SemrushClient>>() is { } logger)
            logger.LeftOut(client, string.Join(", ", removed.Select(static handler => handler.GetType().Name)));
    }

    /// <summary>The handlers that the settings of this client added to a pipeline.</summary>
    private sealed class Parts
    {
        public HashSet<HttpMessageHandler> Handlers { get; } = [];

        public HttpMessageHandler? Primary { get; set; }
    }
}

/// <summary>Logs method, address, status and duration of each request, without headers, query and body.</summary>
/// <remarks>It replaces the factory's loggers, which write headers, credentials included, to structured logs.</remarks>
internal sealed class RequestLogger(ILogger<SemrushClient> logger) : IHttpClientLogger
{
    public object? LogRequestStart(HttpRequestMessage request) => null;

    public void LogRequestStop(object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed)
        => logger.Responded(request.Method, Place(request), (int)response.StatusCode, elapsed.TotalMilliseconds);

    public void LogRequestFailed(
        object? context, HttpRequestMessage request, HttpResponseMessage? response, Exception exception, TimeSpan elapsed)
        => logger.Failed(request.Method, Place(request), elapsed.TotalMilliseconds, ConnectionFault.Unquoted(exception));

    private static string? Place(HttpRequestMessage request) => request.RequestUri?.GetLeftPart(UriPartial.Path);
}
