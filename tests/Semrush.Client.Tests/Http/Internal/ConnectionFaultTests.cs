using System.Net;
using System.Net.Sockets;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Internal;

/// <summary>Where there is a proxy, it is named; and the cause is told from what the runtime says alone.</summary>
public sealed class ConnectionFaultTests
{
    private static readonly Uri Server = new("https://api.semrush.com/apis?canary");

    private static readonly Uri Proxy = new("http://me:canary@proxy.example:8080/");

    public static TheoryData<Exception, bool, bool, string> Faults => new()
    {
        { new HttpRequestException(HttpRequestError.NameResolutionError), true, false, "the name proxy.example of the proxy could not be resolved" },
        {
            new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)),
            true,
            false,
            "proxy.example:8080 refused the connection"
        },
        {
            new HttpRequestException(HttpRequestError.ProxyTunnelError, statusCode: HttpStatusCode.ProxyAuthenticationRequired),
            true,
            false,
            "the proxy proxy.example:8080 requires authentication (407)"
        },
        { new HttpRequestException(HttpRequestError.ProxyTunnelError), true, false, "the proxy proxy.example:8080 opened no tunnel to api.semrush.com:443" },
        { new HttpRequestException(), true, false, "no connection to proxy.example:8080 could be made" },
        { new IOException(), false, false, "no connection to api.semrush.com:443 could be made" },
        { new InvalidOperationException(), false, false, "a handler of the application failed with System.InvalidOperationException" },
        { new InvalidOperationException(), false, true, "a handler of the application failed with System.InvalidOperationException" },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void A_fault_names_what_could_not_be_reached(Exception exception, bool hasProxy, bool isSent, string cause)
    {
        var fault = ConnectionFault.Of(exception, Server, hasProxy ? Proxy : null, isSent);

        Assert.Equal((cause, !isSent), (fault.Cause, fault.NeverSent));
    }

    [Fact]
    public void A_tunnel_that_was_not_opened_is_told_without_the_address_of_the_proxy()
    {
        var told = Assert.IsType<HttpRequestException>(UnreadableAnswer.Unquoted(
            new HttpRequestException(HttpRequestError.ProxyTunnelError, "canary", statusCode: HttpStatusCode.BadGateway)));

        Assert.Equal(("The proxy opened no tunnel.", HttpRequestError.ProxyTunnelError, HttpStatusCode.BadGateway), (told.Message, told.HttpRequestError, told.StatusCode));
    }

    [Fact]
    public void A_handler_that_retries_is_to_be_taken_out()
        => Assert.Equal(
            "Semrush did not answer Some.Operation: a handler of the application tried to retry the request, which was prevented. The first request may have reached Semrush. "
                + "The client retries by itself. Take the handler out, for example with RemoveAllResilienceHandlers(), or give the client an HttpClient without it.",
            SemrushConnectionException.Resent(new("Some.Operation", HttpMethod.Get, RetryClass.Safe), new HttpRequestException()).Message);
}
