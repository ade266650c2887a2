using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Why a request got no response, and at which host.</summary>
/// <param name="Reason">The reason, which the retry rules use.</param>
/// <param name="NeverSent">Whether the request cannot have reached the server.</param>
/// <param name="Cause">The cause in words. An address is reduced to host and port, as the rest may contain a secret.</param>
internal readonly record struct ConnectionFault(NoResponseReason Reason, bool NeverSent, string Cause)
{
    /// <summary>The connection broke after the request was sent.</summary>
    public static ConnectionFault Broke { get; } = Broken("the connection broke before the response was complete");

    /// <param name="exception">The exception of sending.</param>
    /// <param name="address">The address of the request.</param>
    /// <param name="proxy">The proxy, if one is used.</param>
    /// <param name="isSent">Whether the request may have been written to a connection.</param>
    public static ConnectionFault Of(Exception exception, Uri address, Uri? proxy, bool isSent) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: HttpStatusCode.ProxyAuthenticationRequired }
            => Permanent($"the proxy{Named(proxy)} requires authentication (407)"),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }
            => Transient($"the proxy{Named(proxy)} opened no tunnel to {Place(address)}"),
        // An inner exception means that the server or the network is the cause.
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.SecureConnectionError,
            InnerException: AuthenticationException { InnerException: null } reason,
        }
            => Permanent($"the TLS certificate of {Place(address)} is not trusted. {reason.Message.TrimEnd('.')}"),
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

    /// <summary>The exception, or a replacement if its message may quote a secret.</summary>
    /// <remarks>The runtime quotes malformed lines of a response, and the address of a proxy with its password.</remarks>
    public static Exception Unquoted(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } failure
            => new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy opened no tunnel.", statusCode: failure.StatusCode),
        _ when Quotes(exception) => new HttpIOException(HttpRequestError.InvalidResponse, "The response is not HTTP."),
        _ => exception,
    };

    private static ConnectionFault Transient(string cause) => new(NoResponseReason.NeverSent, true, cause);

    private static ConnectionFault Permanent(string cause) => new(NoResponseReason.Misconfigured, true, cause);

    private static ConnectionFault Broken(string cause) => new(NoResponseReason.Broken, false, cause);

    private static string Unconnected(SocketError error, string place) => error switch
    {
        SocketError.ConnectionRefused => $"connection refused by {place}",
        SocketError.TimedOut => $"{place} accepted no connection within ConnectTimeout",
        _ => $"no connection to {place} could be made ({error})",
    };

    private static string OfHandler(Exception exception) => $"a handler of the application failed with {exception.GetType().FullName}";

    private static string Named(Uri? proxy) => proxy is null ? "" : " " + Place(proxy);

    private static string Place(Uri address) => address.GetComponents(UriComponents.HostAndPort, UriFormat.UriEscaped);

    private static bool IsUnreadable(Exception exception) => ErrorOf(exception) is HttpRequestError.InvalidResponse;

    // Exceptions of decompression contain only lengths and checksums.
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
