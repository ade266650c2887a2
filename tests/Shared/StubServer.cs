using System.Net;
using System.Text;

namespace Semrush.Client;

/// <summary>A server in memory that returns JSON.</summary>
internal sealed class StubServer(Func<HttpRequestMessage, (int Status, string Json)> respond) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // As a connection does: the body is written before the response is read.
        if (request.Content is { } body)
            await body.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        var (status, json) = respond(request);
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
