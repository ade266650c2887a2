using System.Net.Sockets;
using System.Text;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>One request of a browser, and its answer.</summary>
internal sealed class LoopbackConnection(TcpClient client, Uri address, TimeProvider time) : IDisposable
{
    private const int HeadLimit = 16 * 1024;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Reads and answers the request.</summary>
    /// <returns>Its address, where it is the one that is waited for.</returns>
    public async Task<Uri?> ReadAsync(CancellationToken stop)
    {
        Uri? callback = null;
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            var stream = client.GetStream();
            var head = await ReadHeadAsync(stream, linked.Token).ConfigureAwait(false);
            if (head is null)
                return null;
            callback = Match(head);
            // First the page: whoever waits for the address may end the program.
            await stream.WriteAsync(callback is null ? LoopbackPage.NotFound : LoopbackPage.Received, linked.Token).ConfigureAwait(false);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or InvalidOperationException)
        {
            // A browser that has gone away has still brought what it was sent with.
        }

        return callback;
    }

    public void Dispose() => client.Dispose();

    private static async Task<string?> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[HeadLimit];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return null;
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
                return Encoding.ASCII.GetString(buffer, 0, length);
        }

        return null;
    }

    private Uri? Match(string head)
    {
        var line = head[..head.IndexOf('\r', StringComparison.Ordinal)];
        return line.Split(' ') is ["GET", ['/', ..] target, _]
            && Uri.TryCreate(address.GetLeftPart(UriPartial.Authority) + target, UriKind.Absolute, out var requested)
            && requested.AbsolutePath == address.AbsolutePath
                ? requested
                : null;
    }
}
