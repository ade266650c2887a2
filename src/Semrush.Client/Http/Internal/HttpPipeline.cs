using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
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

    /// <summary>Redirects are never followed: they would carry headers and bodies to another host.</summary>
    public static SocketsHttpHandler CreateHandler(TimeSpan? connectTimeout = null)
    {
        var connector = new Connector(connectTimeout ?? Connector.UsualTimeLimit);
        return new()
        {
            // Semrush has no use for the trace of an application, and its baggage may hold anything. Without a propagator there would be no
            // span either.
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

/// <summary>The proxy of the system's settings and variables, but never for an address of this machine.</summary>
/// <remarks>
/// Plain http is allowed to this machine because it does not leave the machine. A variable such as <c>HTTP_PROXY</c> would hand it to a
/// proxy, key included.
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

/// <summary>How the requests of an <see cref="HttpClient"/> leave this machine, as far as that can be seen.</summary>
internal static class Route
{
    /// <summary>Rejects an address of plain http that is reached through a proxy, which would read the credential.</summary>
    /// <exception cref="SemrushAuthenticationException">It is reached through a proxy.</exception>
    public static void EnsurePrivate(HttpClient http, Uri address)
    {
        if (ProxyFor(http, address) is { } proxy)
            throw CredentialErrors.Proxied(address, proxy);
    }

    /// <summary>
    /// The proxy on the way to an address; none where there is none, or where the handler that makes the connections cannot be seen.
    /// </summary>
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

    /// <summary>
    /// The handler at the end of a chain that makes the connections; none where another one stands there, such as that of a test.
    /// </summary>
    public static HttpMessageHandler? Network(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler link)
            handler = link.InnerHandler;
        return handler is SocketsHttpHandler or HttpClientHandler ? handler : null;
    }

    // An HttpClient does not say what it was made with. On a runtime that keeps it elsewhere, nothing is seen.
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
