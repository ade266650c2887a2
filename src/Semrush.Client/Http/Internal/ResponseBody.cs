using System.Buffers;

namespace Semrush.Client.Http.Internal;

/// <summary>A response body in a pooled buffer. It is read once; what exceeds the limit is left unread.</summary>
internal struct ResponseBody : IDisposable
{
    private const int FirstSize = 16 * 1024;

    private byte[] _buffer;
    private int _length;

    private ResponseBody(byte[] buffer) => _buffer = buffer;

    /// <summary>The bytes that were read.</summary>
    public readonly ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Whether the body went on beyond the limit.</summary>
    public bool IsCut { get; private set; }

    public static async ValueTask<ResponseBody> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var expected = content.Headers.ContentLength is { } length ? (int)Math.Min(length + 1, limit) : FirstSize;
        var body = new ResponseBody(ArrayPool<byte>.Shared.Rent(Math.Max(expected, 1)));
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = stream.ConfigureAwait(false);
            while (true)
            {
                if (body._length == body._buffer.Length)
                {
                    if (body._length >= limit)
                    {
                        // A larger buffer, only to learn whether there is more, would be twice as large.
                        body.IsCut = await stream.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0;
                        return body;
                    }

                    body.Grow();
                }

                var read = await stream.ReadAsync(body._buffer.AsMemory(body._length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return body;
                body._length += read;
                if (body._length > limit)
                {
                    body._length = limit;
                    body.IsCut = true;
                    return body;
                }
            }
        }
        catch (Exception exception)
        {
            body.Dispose();
            // What unpacks a body has exceptions of its own for bytes that it does not understand.
            if (exception is InvalidDataException or InvalidOperationException and not ObjectDisposedException)
                throw new HttpIOException(HttpRequestError.InvalidResponse, "The body cannot be unpacked.", exception);
            throw;
        }
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
