namespace Semrush.Client.Http.Internal;

/// <summary>Sends the requests of any HTTP client as the client's own calls are sent.</summary>
/// <param name="transports">The transport of an API area; of an unknown one where it is empty.</param>
/// <param name="server">Where the servers of the contracts are found.</param>
internal sealed class TransportHandler(Func<string, Transport> transports, ServerAddress server) : HttpMessageHandler
{
    // The credential and the host are the client's, and the length is that of the body.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Proxy-Authorization", "Host", "Content-Length", "Transfer-Encoding",
    };

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
        => throw new NotSupportedException("Use SendAsync: the client waits for its limits and retries without blocking a thread.");

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(HttpRequestMessage request)
    {
        var headers = request.Headers.NonValidated.AsEnumerable();
        return (request.Content is { } content ? headers.Concat(content.Headers.NonValidated) : headers)
            .Where(static header => !Own.Contains(header.Key))
            .Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString()));
    }
}
