using System.Net;

namespace Semrush.Client.Http.Internal;

/// <summary>One answer with its body, for as long as it is being read.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly PreparedRequest _request;
    private readonly HttpResponseMessage _response;
    private readonly string? _credential;
    private ResponseBody _body;

    private Exchange(PreparedRequest request, HttpResponseMessage response, ResponseBody body, string? credential)
    {
        _request = request;
        _response = response;
        _body = body;
        _credential = credential;
    }

    public ApiOperation Operation => _request.Operation;

    public HttpStatusCode Status => _response.StatusCode;

    public bool IsSuccess => _response.IsSuccessStatusCode;

    public bool IsCut => _body.IsCut;

    public ReadOnlyMemory<byte> Body => _body.Bytes;

    public HttpResponseMessage Response => _response;

    public static async Task<Exchange> SendAsync(HttpClient http, PreparedRequest request, HttpRequestMessage message, int limit, CancellationToken cancellationToken)
    {
        var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        try
        {
            var bound = response.IsSuccessStatusCode ? limit : ErrorReader.BodyLimit;
            var body = await ResponseBody.ReadAsync(response.Content, bound, cancellationToken).ConfigureAwait(false);
            return new(request, response, body, message.Headers.Authorization?.Parameter);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>What was sent and must be kept out of messages, should the server repeat it.</summary>
    public IReadOnlyList<string> Secrets() => _credential is null ? _request.Secrets() : [_credential, .. _request.Secrets()];

    public void Dispose()
    {
        _body.Dispose();
        _response.Dispose();
    }
}
