using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;
using Semrush.Client.Diagnostics.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Creates the connections of a client, and the handler that adds the user agent.</summary>
internal static class HttpPipeline
{
    // Long enough to reuse connections, short enough to follow changes of DNS.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static HttpClient Create(SemrushClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SettingsCheck.Validate(options);
        return CreateWithTimeout(options.AttemptTimeout, options.ConnectTimeout);
    }

    public static HttpClient CreateWithTimeout(TimeSpan timeout, TimeSpan? connectTimeout = null)
    {
        var agent = CreateUserAgentHandler();
        agent.InnerHandler = CreateHandler(connectTimeout);
        return new(agent) { Timeout = timeout };
    }

    /// <summary>Redirects are not followed, as they would send headers and bodies to another host.</summary>
    public static SocketsHttpHandler CreateHandler(TimeSpan? connectTimeout = null)
    {
        var connector = new Connector(connectTimeout ?? Connector.DefaultTimeLimit);
        return new()
        {
            // Semrush does not use trace headers, and baggage may contain anything. Without a propagator, there would be no spans.
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
        ProductVersion = Telemetry.Version,
    });
}

/// <summary>The proxy of the system's settings and variables, except for addresses of this machine.</summary>
/// <remarks>
/// Plain http is allowed only because it does not leave this machine. <c>HTTP_PROXY</c> would send it, including the key, to a proxy.
/// </remarks>
internal sealed class RemoteProxy : IWebProxy
{
    public ICredentials? Credentials
    {
        get => HttpClient.DefaultProxy.Credentials;
        set => HttpClient.DefaultProxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
}

/// <summary>Detects the proxy and the network handler of an <see cref="HttpClient"/>.</summary>
internal static class Route
{
    /// <summary>The proxy that is used for an address; null if there is none or if the network handler is unknown.</summary>
    public static Uri? ProxyFor(HttpClient http, Uri address)
    {
        var proxy = Network(HandlerOf(http)) switch
        {
            SocketsHttpHandler { UseProxy: true } handler => handler.Proxy ?? HttpClient.DefaultProxy,
            HttpClientHandler { UseProxy: true } handler => handler.Proxy ?? HttpClient.DefaultProxy,
            _ => null,
        };
        return proxy is null || proxy.IsBypassed(address) || proxy.GetProxy(address) is not { } found || found == address ? null : found;
    }

    /// <summary>The network handler of .NET at the end of a chain; null for another handler, such as that of a test.</summary>
    public static HttpMessageHandler? Network(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler link)
            handler = link.InnerHandler;
        return handler is SocketsHttpHandler or HttpClientHandler ? handler : null;
    }

    // HttpClient does not expose its handler. If a runtime renames the field, the handler is unknown.
    private static HttpMessageHandler? HandlerOf(HttpClient http)
    {
        try
        {
            return Handler(http);
        }
        catch (MissingFieldException)
        {
            return null;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_handler")]
    private static extern ref HttpMessageHandler Handler(HttpMessageInvoker invoker);
}
