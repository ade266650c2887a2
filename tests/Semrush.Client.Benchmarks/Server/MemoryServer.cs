using System.Net;
using System.Net.Http.Headers;

namespace Semrush.Client.Benchmarks.Server;

/// <summary>Responds to every request at once with the same bytes, without a network.</summary>
internal sealed class MemoryServer(byte[] body) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = Json;
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }
}
