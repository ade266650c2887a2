using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Http.Internal;

/// <summary>A response with its body in a pooled buffer, for as long as it is being read. What exceeds the limit is left unread.</summary>
internal sealed partial class ApiResponse : IDisposable
{
    public const int BodyLimit = 64 * 1024 * 1024;
    private const int FirstSize = 16 * 1024;

    // Beyond it, the length that a server names has to come true before there is room for it.
    private const int LargestPromise = 1024 * 1024;

    // \u and four hexadecimal digits.
    private const int EscapeLength = 6;

    private readonly ApiRequest _request;
    private readonly HttpResponseMessage _response;
    private readonly ErrorReader _errors;
    private readonly IReadOnlyList<string> _credentials;
    private byte[] _buffer = [];
    private int _start;
    private int _length;
    private byte[]? _original;
    private List<Deviation>? _mended;
    private bool _isDetached;

    private ApiResponse(ApiRequest request, HttpRequestMessage message, HttpResponseMessage response, ErrorReader errors)
    {
        (_request, _response, _errors) = (request, response, errors);
        var content = (ApiRequest.Content)message.Content!;
        content.HasResponse = true;
        _credentials = content.Credentials;
        Credential = message.Headers.Authorization?.Parameter;
    }

    public ApiOperation Operation => _request.Operation;

    /// <summary>The credential that was sent.</summary>
    public string? Credential { get; }

    /// <summary>What is kept out of messages, should the server repeat it.</summary>
    public IEnumerable<string> Secrets
        => [.. _request.Secrets, .. _credentials, .. Credential is { Length: > 0 } ? [Credential] : (string[])[]];

    /// <summary>Why the token could not be refreshed after this response.</summary>
    public Exception? RefreshFailure { get; set; }

    public HttpResponseMessage Message => _response;

    public HttpStatusCode Status => _response.StatusCode;

    public bool IsSuccess => _response.IsSuccessStatusCode;

    /// <summary>Whether it has the form of an error of Semrush's API, which the page of a gateway has not.</summary>
    public bool IsApiError => ErrorShape.Read(Body.Span).IsApi;

    /// <summary>The bytes that were read.</summary>
    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(_start, _length - _start);

    /// <summary>Whether the body went on beyond the limit, or broke off.</summary>
    public bool IsCut { get; private set; }

    /// <summary>What of the body was not text as JSON has it, and has been mended.</summary>
    public IReadOnlyList<Deviation> Mended => _mended ?? [];

    /// <summary>Sends a request, and reads the response to its end or to the limit.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ApiResponse> SendAsync(
        HttpClient http, ApiRequest request, HttpRequestMessage message, ErrorReader errors, CancellationToken cancellationToken)
    {
        var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var read = new ApiResponse(request, message, response, errors);
        try
        {
            await read.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
            if (request.IsForwarded)
                read._original = read.Body.ToArray();
            read.Mend();
            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    /// <summary>The identifier that the server gave the request.</summary>
    public string? ReadRequestId() => new Redaction(Secrets).In(ErrorShape.Read(Body.Span).RequestId);

    /// <summary>The response, to be kept.</summary>
    public SemrushResponse ToResponse(int attempts) => new()
    {
        StatusCode = Status,
        Headers = SafeHeaders.From(_response, new Redaction(Secrets)),
        RequestId = ReadRequestId(),
        Attempts = attempts,
        Body = Body.ToArray(),
    };

    /// <summary>The response with every byte of its body as it came: only of a request that is forwarded.</summary>
    public HttpResponseMessage Detach()
    {
        var content = new ByteArrayContent(_original!);
        foreach (var (name, values) in _response.Content.Headers.NonValidated)
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                content.Headers.TryAddWithoutValidation(name, values);
        _response.Content = content;
        _isDetached = true;
        return _response;
    }

    public void Dispose()
    {
        ReturnBuffer(_buffer, _length);
        (_buffer, _start, _length) = ([], 0, 0);
        if (!_isDetached)
            _response.Dispose();
    }

    private async ValueTask ReadBodyAsync(CancellationToken cancellationToken)
    {
        var limit = IsSuccess || _request.IsForwarded ? BodyLimit : ErrorReader.BodyLimit;
        var expected = _response.Content.Headers.ContentLength is { } length
            ? (int)Math.Min(length + 1, Math.Min(limit, LargestPromise))
            : FirstSize;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(expected, 1));
        try
        {
            var stream = await _response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = stream.ConfigureAwait(false);
            while (!IsCut)
            {
                if (_length == _buffer.Length && _length >= limit)
                {
                    // A larger buffer, only to learn whether there is more, would be twice as large.
                    IsCut = await stream.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0;
                    return;
                }

                if (_length == _buffer.Length)
                    Grow();
                var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return;
                IsCut = _length + read > limit;
                _length = Math.Min(_length + read, limit);
            }
        }
        catch (Exception exception)
        {
            // What unpacks a body has exceptions of its own for bytes that it does not understand.
            var isUnreadable = exception is InvalidDataException or InvalidOperationException and not ObjectDisposedException;
            var isBroken = isUnreadable || exception is IOException or HttpRequestException;
            if (KeepsStatus && isBroken && !cancellationToken.IsCancellationRequested)
                IsCut = true;
            else if (isUnreadable)
                throw new HttpIOException(HttpRequestError.InvalidResponse, "The body cannot be unpacked.", exception);
            else
                throw;
        }
    }

    // Where the body of a failure breaks off, its status still shows what is wrong. For a flow, the status alone shows nothing: a broken
    // 400
    // may be a rejection, or ask to wait. It is a response that was lost.
    private bool KeepsStatus => !IsSuccess && !_request.Operation.Sensitive && !_request.IsForwarded;

    // Passes over a byte order mark, and puts U+FFFD where a character is not whole, be it half a surrogate pair or bytes of another
    // charset:
    // every reader of the body finds text, whichever member it is in.
    private void Mend()
    {
        if (Body.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            _start = Encoding.UTF8.Preamble.Length;
            (_mended ??= []).Add(new(0, "no byte order mark", "one"));
        }

        // A page or a picture is no JSON however whole its characters are, and what is cut at the limit of a success is not read.
        if ((IsCut && _length > ErrorReader.BodyLimit) || Body.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[' or (byte)'"', ..])
            return;
        if (!Utf8.IsValid(Body.Span))
            ReplaceBytes();
        ReplaceHalves(_buffer.AsSpan(_start, _length - _start));
    }

    private void ReplaceBytes()
    {
        var broken = 0;
        for (var rest = Body.Span; !rest.IsEmpty;)
        {
            broken += Rune.DecodeFromUtf8(rest, out _, out var consumed) == OperationStatus.Done ? 0 : 1;
            rest = rest[consumed..];
        }

        var mended = ArrayPool<byte>.Shared.Rent(_length - _start + broken * (Rune.ReplacementChar.Utf8SequenceLength - 1));
        var length = 0;
        for (var rest = Body.Span; !rest.IsEmpty;)
        {
            // Of what is no character, the replacement is what the decoder gives.
            if (Rune.DecodeFromUtf8(rest, out var rune, out var consumed) != OperationStatus.Done)
                (_mended ??= []).Add(new(length, "UTF-8", "other bytes"));
            length += rune.EncodeToUtf8(mended.AsSpan(length));
            rest = rest[consumed..];
        }

        ReturnBuffer(_buffer, _length);
        (_buffer, _start, _length) = (mended, 0, length);
    }

    // The escape of the replacement is as long as that of what it replaces.
    private void ReplaceHalves(Span<byte> text)
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
                (_mended ??= []).Add(new(at, "whole characters", "half a surrogate pair"));
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
        => text.Length >= EscapeLength && text.StartsWith("\\u"u8)
            && Utf8Parser.TryParse(text[2..EscapeLength], out ushort unit, out var read, 'x') && read == EscapeLength - 2
            ? (char)unit
            : default;

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ReturnBuffer(_buffer, _length);
        _buffer = larger;
    }

    // The next renter finds nothing of the response in it. What was never written need not be wiped.
    private static void ReturnBuffer(byte[] buffer, int length)
    {
        if (buffer.Length == 0)
            return;
        Array.Clear(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
