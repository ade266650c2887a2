using System.Net.Sockets;

namespace Semrush.Client.Http.Internal;

/// <summary>Opens connections, each within a time limit of its own.</summary>
/// <remarks>Where packets are swallowed, a call would else end with the time limit of its attempt, which cannot tell that nothing was sent; the call could not be repeated.</remarks>
internal static class Connector
{
    /// <summary>Longer than the retransmissions of a connection on a poor line, which come after 1, 3 and 7 seconds.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    public static Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> Within(TimeSpan timeLimit)
        => (context, cancellationToken) => ConnectAsync(context, timeLimit, cancellationToken);

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeLimit);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, limit.Token).ConfigureAwait(false);
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
