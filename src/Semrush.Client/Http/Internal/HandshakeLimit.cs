namespace Semrush.Client.Http.Internal;

/// <summary>Closes a connection whose TLS handshake takes too long. The runtime reports that as a handshake that failed.</summary>
internal sealed class HandshakeLimit : IDisposable
{
    private readonly CancellationTokenSource _time = new();

    public HandshakeLimit(Stream connection, TimeSpan timeLimit)
    {
        _time.Token.Register(static connection => ((Stream)connection!).Dispose(), connection);
        _time.CancelAfter(timeLimit);
    }

    /// <summary>The handshake is over.</summary>
    public void Dispose() => _time.Dispose();
}

/// <summary>The connection to a proxy: closed where opening a tunnel, with the TLS handshake through it, takes too long.</summary>
internal sealed class TunnelStream(Stream proxy, TimeSpan timeLimit) : Stream
{
    // The type of a TLS record that carries data: the handshake is over when the first one is written.
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

    // Where a proxy closes the connection, the runtime would try 16 connections before it reports that.
    private async ValueTask<int> ReadResponseAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await proxy.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _hasResponded = read > 0;
        return _hasResponded ? read : throw new IOException("The proxy closed the connection without a response.");
    }
}
