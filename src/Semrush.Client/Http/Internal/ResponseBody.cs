using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Http.Internal;

/// <summary>A response body in a pooled buffer. It is read once; what exceeds the limit is left unread.</summary>
internal struct ResponseBody : IDisposable
{
    private const int FirstSize = 16 * 1024;

    // Beyond it, the length that a server names has to come true before there is room for it.
    private const int LargestPromise = 1024 * 1024;

    // \u and four hexadecimal digits.
    private const int EscapeLength = 6;

    private byte[] _buffer;
    private int _start;
    private int _length;

    private ResponseBody(byte[] buffer) => _buffer = buffer;

    /// <summary>The bytes that were read.</summary>
    public readonly ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(_start, _length - _start);

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

    /// <summary>
    /// Passes over a byte order mark, and puts U+FFFD where a character is not whole, be it half a surrogate pair or bytes of another
    /// charset: every reader of the body finds text, whichever member it stands in.
    /// </summary>
    /// <returns>Where that was.</returns>
    public IReadOnlyList<Deviation> Mend()
    {
        List<Deviation>? found = null;
        if (Bytes.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            _start = Encoding.UTF8.Preamble.Length;
            (found ??= []).Add(new(0, "no byte order mark", "one"));
        }

        // A page or a picture is no JSON however whole its characters are, and what is cut at the limit of a success is not read.
        if ((IsCut && _length > ErrorReader.BodyLimit) || Bytes.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[' or (byte)'"', ..])
            return found ?? [];
        if (!Utf8.IsValid(Bytes.Span))
            ReplaceBytes(found ??= []);
        ReplaceHalves(_buffer.AsSpan(_start, _length - _start), ref found);
        return found ?? [];
    }

    public void Dispose()
    {
        var (buffer, length) = (_buffer, _length);
        _buffer = [];
        (_start, _length) = (0, 0);
        if (buffer.Length > 0)
            GiveBack(buffer, length);
    }

    private void ReplaceBytes(List<Deviation> found)
    {
        var broken = 0;
        for (var rest = Bytes.Span; !rest.IsEmpty;)
        {
            broken += Rune.DecodeFromUtf8(rest, out _, out var consumed) == OperationStatus.Done ? 0 : 1;
            rest = rest[consumed..];
        }

        var mended = ArrayPool<byte>.Shared.Rent(_length - _start + broken * (Rune.ReplacementChar.Utf8SequenceLength - 1));
        var length = 0;
        for (var rest = Bytes.Span; !rest.IsEmpty;)
        {
            // Of what is no character, the replacement is what the decoder gives.
            if (Rune.DecodeFromUtf8(rest, out var rune, out var consumed) != OperationStatus.Done)
                found.Add(new(length, "UTF-8", "other bytes"));
            length += rune.EncodeToUtf8(mended.AsSpan(length));
            rest = rest[consumed..];
        }

        GiveBack(_buffer, _length);
        (_buffer, _start, _length) = (mended, 0, length);
    }

    // The escape of the replacement is as long as that of what it replaces.
    private static void ReplaceHalves(Span<byte> text, ref List<Deviation>? found)
    {
        for (var at = 0; text[at..].IndexOf((byte)'\\') is >= 0 and var next;)
        {
            at += next;
            var unit = Escaped(text[at..]);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(Escaped(text[(at + EscapeLength)..])))
            {
                at += 2 * EscapeLength;
            }
            else if (char.IsSurrogate(unit))
            {
                "\\ufffd"u8.CopyTo(text[at..]);
                (found ??= []).Add(new(at, "whole characters", "half a surrogate pair"));
                at += EscapeLength;
            }
            else
            {
                // A backslash that escapes another one begins nothing.
                at = Math.Min(at + 2, text.Length);
            }
        }
    }

    private static char Escaped(ReadOnlySpan<byte> text)
        => text.Length >= EscapeLength && text.StartsWith("\\u"u8) && Utf8Parser.TryParse(text[2..EscapeLength], out ushort unit, out var read, 'x') && read == EscapeLength - 2
            ? (char)unit
            : default;

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
