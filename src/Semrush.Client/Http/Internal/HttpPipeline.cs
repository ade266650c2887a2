using System.Diagnostics;
using System.Net;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace Semrush.Client.Http.Internal;

/// <summary>The connections of a client that was not given any, and what every client sends along.</summary>
internal static class HttpPipeline
{
    // Long enough to reuse connections, short enough to notice that a name points elsewhere.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static HttpClient Create(SemrushClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SettingsCheck.Demand(options);
        return CreateWithTimeout(options.AttemptTimeout, options.ConnectTimeout);
    }

    public static HttpClient CreateWithTimeout(TimeSpan timeout, TimeSpan? connectTimeout = null)
    {
        var agent = CreateUserAgentHandler();
        agent.InnerHandler = CreateHandler(connectTimeout);
        return new(agent) { Timeout = timeout };
    }

    /// <summary>Redirects are never followed: they would carry headers and bodies to a host nobody chose.</summary>
    public static SocketsHttpHandler CreateHandler(TimeSpan? connectTimeout = null)
    {
        var connector = new Connector(connectTimeout ?? Connector.UsualTimeLimit);
        return new()
        {
            // Semrush has no use for the trace of an application, and its baggage may hold anything. Without a propagator there would be no span either.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = connector.ConnectAsync,
            PlaintextStreamFilter = connector.Established,
            PooledConnectionLifetime = ConnectionLifetime,
            Proxy = new RemoteProxy(),
            UseCookies = false,
        };
    }

    public static UserAgentHandler CreateUserAgentHandler() => new(new UserAgentHandlerOption
    {
        ProductName = "Semrush.Client",
        ProductVersion = typeof(HttpPipeline).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
    });
}
