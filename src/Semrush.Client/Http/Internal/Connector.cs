using System.Net;
using System.Net.Sockets;

namespace Semrush.Client.Http.Internal;

/// <summary>Opens connections with a time limit for each step: name resolution, each address, tunnel of a proxy, TLS handshake.</summary>
/// <remarks>Without it, dropped packets would end a call only at the attempt timeout, which may be much longer.</remarks>
internal sealed class Connector(TimeSpan timeLimit, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    /// <summary>Longer than the retransmissions of a SYN after 1, 3 and 7 seconds.</summary>
    public static readonly TimeSpan DefaultTimeLimit = TimeSpan.FromSeconds(10);

    private static readonly HttpRequestOptionsKey<HandshakeLimit> Handshake = new("Semrush.Client.Handshake");

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>Opens a connection to the server of a request, or to its proxy.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var request = context.InitialRequestMessage;
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        // A name such as localhost can resolve to another machine, so the addresses are checked.
        var isPlain = request.RequestUri!.Scheme == Uri.UriSchemeHttp && request.Method != HttpMethod.Connect;
        if (isPlain && !Array.TrueForAll(addresses, IPAddress.IsLoopback))
            throw CredentialErrors.LeavesThisMachine(request.RequestUri);
        var connection = await ConnectAsync(addresses, context.DnsEndPoint.Port, timeLimit, cancellationToken).ConfigureAwait(false);
        if (request.RequestUri.Scheme == Uri.UriSchemeHttps)
            request.Options.Set(Handshake, new(connection, timeLimit));
        return connection;
    }

    /// <summary>Called when a connection is ready for a request, after the handshake, or for the CONNECT of a proxy.</summary>
    public ValueTask<Stream> Established(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        var request = context.InitialRequestMessage;
        if (request.Options.TryGetValue(Handshake, out var handshake))
            handshake.Dispose();
        // The server may complete its side of the handshake later. The first request on a connection may then reach it late, and in the
        // same second as the next one.
        (request.Content as ApiRequest.Content)?.Permit?.Connect();
        return new(request.Method == HttpMethod.Connect ? new TunnelStream(context.PlaintextStream, timeLimit) : context.PlaintextStream);
    }

    /// <exception cref="SocketException">The last address could not be connected to, or there is none.</exception>
    public static async ValueTask<Stream> ConnectAsync(
        IEnumerable<IPAddress> addresses, int port, TimeSpan timeLimit, CancellationToken cancellationToken)
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

    private async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeLimit);
        try
        {
            // The system's resolver cannot be cancelled on every platform, so it may continue in the background.
            return await _resolve(host, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TryAgain);
        }
    }
}

/// <summary>Closes a connection whose TLS handshake takes too long. The runtime reports a failed handshake.</summary>
internal sealed class HandshakeLimit : IDisposable
{
    private readonly CancellationTokenSource _time = new();

    public HandshakeLimit(Stream connection, TimeSpan timeLimit)
    {
        _time.Token.Register(static connection => ((Stream)connection!).Dispose(), connection);
        _time.CancelAfter(timeLimit);
    }

    /// <summary>The handshake is complete.</summary>
    public void Dispose() => _time.Dispose();
}

/// <summary>A connection to a proxy, which is closed if opening a tunnel and the TLS handshake through it take too long.</summary>
internal sealed class TunnelStream(Stream proxy, TimeSpan timeLimit) : Stream
{
    // The type of a TLS record with data. The first one is written after the handshake.
    private const byte ApplicationData = 23;

    private readonly HandshakeLimit _limit = new(proxy, timeLimit);
    private bool _hasResponded;
    private bool _isOpen;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => _hasResponded || buffer.IsEmpty ? proxy.ReadAsync(buffer, cancellationToken) : ReadResponseAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_isOpen && buffer.Span is [ApplicationData, ..])
        {
            _isOpen = true;
            _limit.Dispose();
        }

        return proxy.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => proxy.FlushAsync(cancellationToken);

    public override void Flush() => proxy.Flush();

    public override int Read(byte[] buffer, int offset, int count) => proxy.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => proxy.Write(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _limit.Dispose();
        proxy.Dispose();
        base.Dispose(disposing);
    }

    // If a proxy closes the connection, the runtime would otherwise try 16 connections.
    private async ValueTask<int> ReadResponseAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await proxy.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _hasResponded = read > 0;
        return _hasResponded ? read : throw new IOException("The proxy closed the connection without a response.");
    }
}
