using System.Net.Http.Headers;

namespace Semrush.Client.Http.Internal;

/// <summary>Sends the requests of any HTTP client as the client's own calls are sent.</summary>
/// <param name="transports">The transport of an API area; of an unknown one where it is empty.</param>
/// <param name="server">Where the servers of the contracts are found.</param>
internal sealed class TransportHandler(Func<string, Transport> transports, ServerAddress server) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var named = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var (area, operation, address) = server.Identify(request.Method, named);
        // Read before the first attempt, so that every further one can send it again.
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var prepared = ApiRequest.Foreign(operation, address, body, null, [.. HeadersOf(request)], isForwarded: true);
        var response = await transports(area).ForwardAsync(prepared, cancellationToken).ConfigureAwait(false);
        response.RequestMessage = request;
        return response;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        => throw new NotSupportedException("Send the request with SendAsync: the client waits for its limits and retries without blocking a thread.");

    // The credential and the host are the client's, and the length is that of the body.
    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(HttpRequestMessage request)
        => request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? Enumerable.Empty<KeyValuePair<string, HeaderStringValues>>())
            .Where(static header => header.Key.ToUpperInvariant() is not ("AUTHORIZATION" or "PROXY-AUTHORIZATION" or "HOST" or "CONTENT-LENGTH" or "TRANSFER-ENCODING"))
            .Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString()));
}
