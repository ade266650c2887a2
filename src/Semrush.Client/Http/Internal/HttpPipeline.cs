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
    public static SocketsHttpHandler CreateHandler(TimeSpan? connectTimeout = null) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectCallback = Connector.Within(connectTimeout ?? Connector.UsualTimeLimit),
        PooledConnectionLifetime = ConnectionLifetime,
        UseCookies = false,
        PlaintextStreamFilter = static (context, _) =>
        {
            var request = context.InitialRequestMessage as ApiRequestMessage;
            request?.Handshake?.Dispose();
            // The handshakes are done on this side. The server may be behind with them: the first requests on new connections may reach it
            // late, and the next ones, on the same connections, within the same second.
            request?.Permit?.Connect();
            return new(context.PlaintextStream);
        },
    };

    public static UserAgentHandler CreateUserAgentHandler() => new(new UserAgentHandlerOption
    {
        ProductName = "Semrush.Client",
        ProductVersion = typeof(HttpPipeline).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
    });
}
