using System.Net;
using System.Net.Sockets;

namespace Semrush.Client.Http.Internal;

/// <summary>Opens connections, each address of a host within a time limit of its own, and each handshake within the same.</summary>
/// <remarks>Where packets are swallowed, a call would else end with the time limit of its attempt, which cannot tell that nothing was sent; the call could not be repeated.</remarks>
internal static class Connector
{
    /// <summary>Longer than the repetitions of what asks for a connection on a poor line, which come after 1, 3 and 7 seconds.</summary>
    public static readonly TimeSpan UsualTimeLimit = TimeSpan.FromSeconds(10);

    public static Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> Within(TimeSpan timeLimit)
        => async (context, cancellationToken) =>
        {
            var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
            var connection = await ConnectAsync(addresses, context.DnsEndPoint.Port, timeLimit, cancellationToken).ConfigureAwait(false);
            if (context.InitialRequestMessage is ApiRequestMessage { RequestUri.Scheme: "https" } request)
                request.Handshake = new(connection, timeLimit);
            return connection;
        };

    /// <exception cref="SocketException">The last address could not be connected to, or there is none.</exception>
    public static async ValueTask<Stream> ConnectAsync(IEnumerable<IPAddress> addresses, int port, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(address, port), timeLimit, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException exception)
            {
                failure = exception;
            }
        }

        throw failure;
    }

    private static async ValueTask<Stream> ConnectAsync(IPEndPoint address, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeLimit);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, limit.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception exception)
        {
            socket.Dispose();
            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new SocketException((int)SocketError.TimedOut);
            throw;
        }
    }
}
