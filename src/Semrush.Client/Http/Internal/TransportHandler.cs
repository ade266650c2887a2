namespace Semrush.Client.Http.Internal;

/// <summary>Sends the requests of any HTTP client like calls of a <see cref="SemrushClient"/>.</summary>
/// <param name="transports">Returns the transport of an API area; the name of an unknown area is empty.</param>
/// <param name="server">The addresses of the servers.</param>
internal sealed class TransportHandler(Func<string, Transport> transports, ServerAddress server) : HttpMessageHandler
{
    // Headers that the library sets itself.
    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Proxy-Authorization", "Host", "Content-Length", "Transfer-Encoding",
    };

    /// <summary>Whether a failure that the server reports is thrown as a <see cref="SemrushApiException"/>, and not returned.</summary>
    public bool Throws { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var named = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var (area, operation, address) = server.Identify(request.Method, named);
        // Buffered, so that every attempt can send it.
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var prepared = ApiRequest.Untyped(operation, address, body, null, [.. HeadersOf(request)], isForwarded: true);
        var response = await transports(area).ForwardAsync(prepared, Throws, cancellationToken).ConfigureAwait(false);
        response.RequestMessage = request;
        return response;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        => throw new NotSupportedException("Use SendAsync: the client waits for its limits and retries without blocking a thread.");

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(HttpRequestMessage request)
    {
        var headers = request.Headers.NonValidated.AsEnumerable();
        return (request.Content is { } content ? headers.Concat(content.Headers.NonValidated) : headers)
            .Where(static header => !ReservedHeaders.Contains(header.Key))
            .Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString()));
    }
}
