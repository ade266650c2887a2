using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Http.Internal;

/// <summary>A response with its body in a pooled buffer. A body is read up to a limit.</summary>
internal sealed partial class ApiResponse : IDisposable
{
    public const int BodyLimit = 64 * 1024 * 1024;
    private const int FirstSize = 16 * 1024;

    // The largest buffer that is allocated because of a Content-Length header alone.
    private const int MaxInitialSize = 1024 * 1024;

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
    private List<Deviation>? _repairs;
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

    /// <summary>Values that must not appear in messages if the response contains them.</summary>
    public IEnumerable<string> Secrets
        => [.. _request.Secrets, .. _credentials, .. Credential is { Length: > 0 } ? [Credential] : (string[])[]];

    /// <summary>The failure of the refresh after this response.</summary>
    public Exception? RefreshFailure { get; set; }

    public HttpResponseMessage Message => _response;

    public HttpStatusCode Status => _response.StatusCode;

    public bool IsSuccess => _response.IsSuccessStatusCode;

    /// <summary>The body, read as an error.</summary>
    public ErrorShape Error => field ??= ErrorShape.Read(Body.Span);

    /// <summary>The bytes that were read, without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(_start, _length - _start);

    /// <summary>Whether the body exceeds the limit or broke off.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The places in the body that were not valid text and have been repaired.</summary>
    public IReadOnlyList<Deviation> Repairs => _repairs ?? [];

    // An error response with a broken body still has its status. In a flow, the status is not enough: a 400 may be a rejection or
    // slow_down. Such a response counts as lost.
    private bool KeepsStatus => !IsSuccess && !_request.Operation.Sensitive && !_request.IsForwarded;

    /// <summary>Sends a request and reads the response to its end or to the limit.</summary>
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
            read.RepairText();
            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    /// <summary>The request id in the body.</summary>
    public string? ReadRequestId() => new Redaction(Secrets).In(Error.RequestId);

    /// <summary>A copy of the response for the caller.</summary>
    public SemrushResponse ToResponse(int attempts) => new()
    {
        StatusCode = Status,
        Headers = SafeHeaders.From(_response, new Redaction(Secrets)),
        RequestId = ReadRequestId(),
        Attempts = attempts,
        Body = Body.ToArray(),
    };

    /// <summary>The response with its original body. Only for forwarded requests.</summary>
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
            ? (int)Math.Min(length + 1, Math.Min(limit, MaxInitialSize))
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
                    // One byte shows whether there is more, without growing the buffer.
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
            // The exceptions of decompression.
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

    // Skips a byte order mark, and replaces unpaired surrogates and invalid UTF-8 by U+FFFD, so that all readers get valid text.
    private void RepairText()
    {
        if (Body.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            _start = Encoding.UTF8.Preamble.Length;
            (_repairs ??= []).Add(new(0, "no byte order mark", "one"));
        }

        // Only a body that may be JSON is repaired. A successful body that exceeds the limit is not read.
        if ((IsCut && _length > ErrorReader.BodyLimit) || Body.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[' or (byte)'"', ..])
            return;
        if (!Utf8.IsValid(Body.Span))
            ReplaceInvalidBytes();
        ReplaceUnpairedSurrogates(_buffer.AsSpan(_start, _length - _start));
    }

    private void ReplaceInvalidBytes()
    {
        var broken = 0;
        for (var rest = Body.Span; !rest.IsEmpty;)
        {
            broken += Rune.DecodeFromUtf8(rest, out _, out var consumed) == OperationStatus.Done ? 0 : 1;
            rest = rest[consumed..];
        }

        var repaired = ArrayPool<byte>.Shared.Rent(_length - _start + broken * (Rune.ReplacementChar.Utf8SequenceLength - 1));
        var length = 0;
        for (var rest = Body.Span; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var consumed) != OperationStatus.Done)
                (_repairs ??= []).Add(new(length, "UTF-8", "other bytes"));
            length += rune.EncodeToUtf8(repaired.AsSpan(length));
            rest = rest[consumed..];
        }

        ReturnBuffer(_buffer, _length);
        (_buffer, _start, _length) = (repaired, 0, length);
    }

    // The escapes of U+FFFD and of a surrogate have the same length.
    private void ReplaceUnpairedSurrogates(Span<byte> text)
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
                (_repairs ??= []).Add(new(at, "whole characters", "half a surrogate pair"));
                at += EscapeLength;
            }
            else
            {
                // Skips the escaped character, which may be a backslash.
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

    // The used part is cleared, so that no data of a response stays in the pool.
    private static void ReturnBuffer(byte[] buffer, int length)
    {
        if (buffer.Length == 0)
            return;
        Array.Clear(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
