using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.DependencyInjection.Internal;

/// <summary>Keeps the pipeline of a client its own: only what was added to it by name is in it.</summary>
/// <remarks>
/// What an application sets for all its clients, such as a handler that retries, would send requests past the retry classes, the rate limit
/// and the count of attempts. As it cannot be seen what a handler does, all of those are taken out, whether they come from
/// <c>ConfigureHttpClientDefaults</c>, from <c>ConfigureAll</c> or from a filter of handlers, in whatever order they were registered.
/// </remarks>
internal sealed partial class OwnPipeline(string client, IServiceProvider services)
    : IPostConfigureOptions<HttpClientFactoryOptions>, IHttpMessageHandlerBuilderFilter
{
    // What is set for this name is set for every client.
    private const string NoClient = "\0";

    private readonly ConditionalWeakTable<HttpMessageHandlerBuilder, Parts> _added = [];

    /// <summary>Registers it for a client, once, and before all other filters: what comes first is asked last.</summary>
    public static void Register(IServiceCollection services, string client)
    {
        if (services.Any(service => service.ServiceType == typeof(OwnPipeline) && client.Equals(service.ServiceKey)))
            return;
        services.AddKeyedSingleton(client, (provider, _) => new OwnPipeline(client, provider));
        services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(Find);
        services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(Find));

        OwnPipeline Find(IServiceProvider provider) => provider.GetRequiredKeyedService<OwnPipeline>(client);
    }

    /// <summary>
    /// Tells the settings of this client from those of all clients. Of the latter, what concerns the <see cref="HttpClient"/> is left out:
    /// its time limit, and headers for other servers.
    /// </summary>
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
                options.HttpMessageHandlerBuilderActions.Add(anywhere.HttpMessageHandlerBuilderActions.Count > 0 ? action : Noted(action));
        }
    }

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name == client)
            Clean(builder, _added.GetOrCreateValue(builder));
    };

    private Action<HttpMessageHandlerBuilder> Noted(Action<HttpMessageHandlerBuilder> action) => builder =>
    {
        var (before, primary) = (builder.AdditionalHandlers.ToList(), builder.PrimaryHandler);
        action(builder);
        var parts = _added.GetOrCreateValue(builder);
        parts.Handlers.UnionWith(builder.AdditionalHandlers.Except(before));
        if (builder.PrimaryHandler != primary)
            parts.Primary = builder.PrimaryHandler;
    };

    private void Clean(HttpMessageHandlerBuilder builder, Parts own)
    {
        // The factory itself adds the loggers that were asked for by name.
        var foreign = builder.AdditionalHandlers
            .Where(handler => !own.Handlers.Contains(handler) && handler.GetType().Assembly != typeof(IHttpClientFactory).Assembly)
            .ToList<HttpMessageHandler>();
        foreach (var handler in foreign.Cast<DelegatingHandler>())
            builder.AdditionalHandlers.Remove(handler);
        // Other connections to the network would follow redirects and ask any proxy. What stands in for the network, as in a test, stays.
        if (own.Primary is { } primary && builder.PrimaryHandler != primary && Route.Network(builder.PrimaryHandler) is not null)
        {
            foreign.Add(builder.PrimaryHandler);
            builder.PrimaryHandler = primary;
        }

        if (foreign.Count > 0 && services.GetService<ILogger<SemrushClient>>() is { } logger)
            LeftOut(logger, client, string.Join(", ", foreign.Select(static handler => handler.GetType().Name)));
    }

    [LoggerMessage(22, LogLevel.Warning, "{Client}: handlers that are set for all HTTP clients were left out, as this client retries "
        + "and limits by itself: {Handlers}. To use one, add it with AddSemrush(...).HttpClient.")]
    private static partial void LeftOut(ILogger logger, string client, string handlers);

    /// <summary>What the settings of this client have put into a pipeline.</summary>
    private sealed class Parts
    {
        public HashSet<HttpMessageHandler> Handlers { get; } = [];

        public HttpMessageHandler? Primary { get; set; }
    }
}

/// <summary>Logs method, address, status and duration of each request: no header, no query and no body.</summary>
/// <remarks>
/// It replaces the factory's own loggers, which redact headers in their text, but hand them as they are to a structured log.
/// </remarks>
internal sealed partial class RequestLogger(ILogger<SemrushClient> logger) : IHttpClientLogger
{
    public object? LogRequestStart(HttpRequestMessage request) => null;

    public void LogRequestStop(object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed)
        => Responded(request.Method, Place(request), (int)response.StatusCode, elapsed.TotalMilliseconds);

    public void LogRequestFailed(
        object? context, HttpRequestMessage request, HttpResponseMessage? response, Exception exception, TimeSpan elapsed)
        => Failed(request.Method, Place(request), elapsed.TotalMilliseconds, ConnectionFault.Unquoted(exception));

    private static string? Place(HttpRequestMessage request) => request.RequestUri?.GetLeftPart(UriPartial.Path);

    [LoggerMessage(20, LogLevel.Information, "{Method} {Address} returned {Status} after {Milliseconds:F0} ms.")]
    private partial void Responded(HttpMethod method, string? address, int status, double milliseconds);

    [LoggerMessage(21, LogLevel.Warning, "{Method} {Address} got no response within {Milliseconds:F0} ms.")]
    private partial void Failed(HttpMethod method, string? address, double milliseconds, Exception exception);
}
