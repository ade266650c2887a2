using System.Buffers;
using System.Runtime.CompilerServices;

namespace Semrush.Client.Http.Internal;

/// <summary>A response body in a pooled buffer. It is read once; what exceeds the limit is left unread.</summary>
internal struct ResponseBody : IDisposable
{
    private const int FirstSize = 16 * 1024;

    // Beyond it, the length that a server names has to come true before there is room for it.
    private const int LargestPromise = 1024 * 1024;

    private byte[] _buffer;
    private int _length;

    private ResponseBody(byte[] buffer) => _buffer = buffer;

    /// <summary>The bytes that were read.</summary>
    public readonly ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Whether the body went on beyond the limit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads a body to its end or to the limit.</summary>
    /// <param name="content">The body.</param>
    /// <param name="limit">How many bytes are read.</param>
    /// <param name="isFailure">Whether it is the body of a failure. Where that breaks off, its status still tells what is wrong: what has arrived is kept.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ResponseBody> ReadAsync(HttpContent content, int limit, bool isFailure, CancellationToken cancellationToken)
    {
        var expected = content.Headers.ContentLength is { } length ? (int)Math.Min(length + 1, Math.Min(limit, LargestPromise)) : FirstSize;
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
            // What unpacks a body has exceptions of its own for bytes that it does not understand.
            var isUnreadable = exception is InvalidDataException or InvalidOperationException and not ObjectDisposedException;
            if (isFailure && (isUnreadable || exception is IOException or HttpRequestException) && !cancellationToken.IsCancellationRequested)
            {
                body.IsCut = true;
                return body;
            }

            body.Dispose();
            if (isUnreadable)
                throw new HttpIOException(HttpRequestError.InvalidResponse, "The body cannot be unpacked.", exception);
            throw;
        }
    }

    public void Dispose()
    {
        var (buffer, length) = (_buffer, _length);
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0)
            GiveBack(buffer, length);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        GiveBack(_buffer, _length);
        _buffer = larger;
    }

    // Whoever rents it next finds nothing of ours in it. What was never written need not be wiped.
    private static void GiveBack(byte[] buffer, int length)
    {
        Array.Clear(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
