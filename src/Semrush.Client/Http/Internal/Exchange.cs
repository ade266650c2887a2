using System.Net;
using System.Runtime.CompilerServices;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Http.Internal;

/// <summary>One answer with its body, for as long as it is being read.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly PreparedRequest _request;
    private readonly IReadOnlyList<string> _credentials;
    private readonly HttpResponseMessage _response;
    private ResponseBody _body;
    private readonly byte[]? _original;
    private bool _isDetached;

    private Exchange(PreparedRequest request, HttpResponseMessage response, ResponseBody body, ApiRequestMessage message)
    {
        _request = request;
        _response = response;
        _body = body;
        // Whoever forwards it gets every byte as it came.
        _original = request.IsForwarded ? _body.Bytes.ToArray() : null;
        Oddities = _body.Mend();
        Credential = message.Headers.Authorization?.Parameter;
        _credentials = message.Credentials;
    }

    public ApiOperation Operation => _request.Operation;

    /// <summary>The credential that was sent.</summary>
    public string? Credential { get; }

    /// <summary>What is kept out of messages, should the server repeat it.</summary>
    public IEnumerable<string> Secrets => [.. _request.Secrets, .. _credentials, .. Credential is { Length: > 0 } ? [Credential] : (string[])[]];

    /// <summary>Why the credential could not be renewed after this answer.</summary>
    public Exception? RenewalFailure { get; set; }

    public HttpStatusCode Status => _response.StatusCode;

    public bool IsSuccess => _response.IsSuccessStatusCode;

    public bool IsCut => _body.IsCut;

    public ReadOnlyMemory<byte> Body => _body.Bytes;

    /// <summary>What of the body was not text as JSON has it, and has been mended.</summary>
    public IReadOnlyList<Deviation> Oddities { get; }

    public HttpResponseMessage Response => _response;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Exchange> SendAsync(HttpClient http, PreparedRequest request, ApiRequestMessage message, int limit, CancellationToken cancellationToken)
    {
        var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        message.IsAnswered = true;
        try
        {
            var bound = response.IsSuccessStatusCode || request.IsForwarded ? limit : ErrorReader.BodyLimit;
            var body = await ResponseBody.ReadAsync(response.Content, bound, KeepsStatus(request, response), cancellationToken).ConfigureAwait(false);
            return new(request, response, body, message);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // For a flow, the status alone says nothing: a broken 400 may be a refusal, or ask to wait. It is an answer that was lost.
    private static bool KeepsStatus(PreparedRequest request, HttpResponseMessage response) => !response.IsSuccessStatusCode && !request.Operation.Sensitive && !request.IsForwarded;

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

    /// <summary>The response with its body, to be forwarded: only of a request that is forwarded.</summary>
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
        _body.Dispose();
        if (!_isDetached)
            _response.Dispose();
    }
}
