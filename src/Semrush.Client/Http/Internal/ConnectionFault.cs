using System.Net.Sockets;
using System.Net;
using System.Security.Authentication;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Why a request got no response, and at which host.</summary>
/// <param name="Reason">What that means for a retry.</param>
/// <param name="NeverSent">Whether the request cannot have reached the server.</param>
/// <param name="Cause">The cause in words. Of an address, it has host and port only: the rest may hold a secret.</param>
internal readonly record struct ConnectionFault(NoResponseReason Reason, bool NeverSent, string Cause)
{
    /// <summary>The connection broke after the request was sent.</summary>
    public static ConnectionFault Broke { get; } = Broken("the connection broke before the response was complete");

    /// <param name="exception">What sending ended with.</param>
    /// <param name="address">Where the request was going.</param>
    /// <param name="proxy">The proxy on the way, where there is one.</param>
    /// <param name="isSent">Whether the request may have been written to a connection.</param>
    public static ConnectionFault Of(Exception exception, Uri address, Uri? proxy, bool isSent) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: HttpStatusCode.ProxyAuthenticationRequired }
            => Lasting($"the proxy{Named(proxy)} requires authentication (407)"),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }
            => Transient($"the proxy{Named(proxy)} opened no tunnel to {Place(address)}"),
        // Where the other side or the line is the cause, there is an exception within.
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.SecureConnectionError,
            InnerException: AuthenticationException { InnerException: null } reason,
        }
            => Lasting($"the TLS certificate of {Place(address)} is not trusted. {reason.Message.TrimEnd('.')}"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            => Transient($"the TLS handshake with {Place(address)} failed, or took longer than ConnectTimeout"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }
            or HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.TryAgain } }
            => Transient($"the name {(proxy ?? address).IdnHost}{(proxy is null ? "" : " of the proxy")} could not be resolved"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError, InnerException: SocketException failure }
            => Transient(Unconnected(failure.SocketErrorCode, Place(proxy ?? address))),
        HttpRequestException or IOException or OperationCanceledException when !isSent
            => Transient($"no connection to {Place(proxy ?? address)} could be made"),
        _ when IsUnreadable(exception)
            => Broken("the response is not HTTP or cannot be unpacked"),
        HttpRequestException or IOException or OperationCanceledException
            => Broke,
        _ when isSent => Broken(OfHandler(exception)),
        _ => Transient(OfHandler(exception)),
    };

    private static ConnectionFault Transient(string cause) => new(NoResponseReason.NeverSent, true, cause);

    private static ConnectionFault Lasting(string cause) => new(NoResponseReason.Misconfigured, true, cause);

    private static ConnectionFault Broken(string cause) => new(NoResponseReason.Broken, false, cause);

    private static string Unconnected(SocketError error, string place) => error switch
    {
        SocketError.ConnectionRefused => $"{place} refused the connection",
        SocketError.TimedOut => $"{place} accepted no connection within ConnectTimeout",
        _ => $"no connection to {place} could be made ({error})",
    };

    private static string OfHandler(Exception exception) => $"a handler of the application failed with {exception.GetType().FullName}";

    private static string Named(Uri? proxy) => proxy is null ? "" : " " + Place(proxy);

    private static string Place(Uri address) => address.GetComponents(UriComponents.HostAndPort, UriFormat.UriEscaped);

    /// <summary>The exception, or one with the same meaning that quotes nothing.</summary>
    /// <remarks>
    /// The runtime quotes what may hold a secret: the line of a response that is no HTTP, and the address of a proxy with its password.
    /// </remarks>
    public static Exception Unquoted(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } failure
            => new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy opened no tunnel.", statusCode: failure.StatusCode),
        _ when Quotes(exception) => new HttpIOException(HttpRequestError.InvalidResponse, "The response is not HTTP."),
        _ => exception,
    };

    private static bool IsUnreadable(Exception exception) => ErrorOf(exception) is HttpRequestError.InvalidResponse;

    // The exception of what cannot be unpacked has only lengths and checksums.
    private static bool Quotes(Exception? exception)
        => exception is not null
            && (IsUnreadable(exception) && exception.InnerException is not (InvalidDataException or InvalidOperationException)
                || Quotes(exception.InnerException));

    private static HttpRequestError? ErrorOf(Exception exception) => exception switch
    {
        HttpRequestException failure => failure.HttpRequestError,
        HttpIOException failure => failure.HttpRequestError,
        _ => null,
    };
}
