using System.Net.Sockets;
using System.Text;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>One request of a browser, and its answer.</summary>
internal sealed class LoopbackConnection(TcpClient client, AuthorizationRequest request, TimeProvider time) : IDisposable
{
    private const int HeadLimit = 16 * 1024;
    private const byte TlsHandshake = 22;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private readonly byte[] _buffer = new byte[HeadLimit];
    private NetworkStream? _stream;
    private int _length;

    /// <summary>Reads and answers the request.</summary>
    public async Task<LoopbackVisit> ReadAsync(CancellationToken stop)
    {
        var visit = LoopbackVisit.None;
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            // Kept, as GetStream throws after Shutdown.
            _stream = client.GetStream();
            visit = await JudgeAsync(_stream, linked.Token).ConfigureAwait(false);
            // First the page: whoever waits for the address may end the program.
            await _stream.WriteAsync(visit.Page, linked.Token).ConfigureAwait(false);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // A browser that has gone away has still brought what it was sent with.
        }

        return visit;
    }

    /// <summary>Reads what is left, as a connection that is closed before that may take the page with it.</summary>
    public async Task DrainAsync(CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            if (_stream is not null)
                await _stream.CopyToAsync(Stream.Null, linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // Then nothing is left.
        }
    }

    public void Dispose() => client.Dispose();

    private static bool IsGone(Exception exception) => exception is IOException or SocketException or OperationCanceledException or InvalidOperationException;

    private async Task<LoopbackVisit> JudgeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        while (_length < _buffer.Length)
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return LoopbackVisit.None;
            _length += read;
            if (_buffer[0] == TlsHandshake)
                return new(Page: default, Fault: CallbackErrors.NotHttp());
            if (_buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8) >= 0)
                return Judge(Encoding.ASCII.GetString(_buffer, 0, _length));
        }

        return PassedOver("431 Request Header Fields Too Large", CallbackErrors.TooLong(HeadLimit));
    }

    private LoopbackVisit Judge(string head)
    {
        var line = head[..head.IndexOf('\r', StringComparison.Ordinal)];
        if (line.Split(' ') is not [var method, ['/', ..] target, _]
            || !Uri.TryCreate(request.RedirectUri.GetLeftPart(UriPartial.Authority) + target, UriKind.Absolute, out var address))
            return LoopbackVisit.NotFound;
        var isResponse = CallbackQuery.IsResponse(address);
        // Browsers ask for icons and the like: only what has a response in it went astray.
        if (address.AbsolutePath != request.RedirectUri.AbsolutePath)
            return isResponse ? PassedOver("404 Not Found", CallbackErrors.WrongPath()) : LoopbackVisit.NotFound;
        if (method != "GET")
            return PassedOver("405 Method Not Allowed", CallbackErrors.NotGet());
        if (!isResponse)
            return PassedOver("400 Bad Request", CallbackErrors.NoResponse());
        if (request.FindFault(address) is not { } fault)
            return new(LoopbackPage.Received, address);
        // An old window must not end the sign-in. A response to this request ends it, as no other one will come.
        return CallbackQuery.IsForeign(address, request.State)
            ? PassedOver("400 Bad Request", fault)
            : new(LoopbackPage.Unusable("400 Bad Request", fault, isWaiting: false), address);
    }

    private static LoopbackVisit PassedOver(string status, SemrushAuthenticationException fault)
        => new(LoopbackPage.Unusable(status, fault, isWaiting: true), Fault: fault);
}

/// <summary>What a browser came for.</summary>
/// <param name="Page">What it is shown.</param>
/// <param name="Callback">The address that it came back to, where that is a response to the request.</param>
/// <param name="Fault">Why it is passed over, where it seems to be a callback.</param>
internal readonly record struct LoopbackVisit(ReadOnlyMemory<byte> Page, Uri? Callback = null, SemrushAuthenticationException? Fault = null)
{
    public static LoopbackVisit None => default;

    public static LoopbackVisit NotFound => new(LoopbackPage.NotFound);
}
