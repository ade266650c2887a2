using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>A request that can be sent any number of times, each time with a new message.</summary>
internal sealed class ApiRequest(
    ApiOperation operation,
    Uri address,
    ReadOnlyMemory<byte> body,
    string? contentType,
    IReadOnlyList<string> secrets,
    IReadOnlyList<KeyValuePair<string, string>> headers,
    Action<SemrushResponse>? onResponse = null)
{
    private static readonly char[] Separators = ['&', '=', '"', ',', ':', '{', '}', ' ', '\r', '\n'];

    public ApiOperation Operation { get; } = operation;

    public Uri Address { get; } = address;

    /// <summary>The secrets in the body, which must not appear in messages.</summary>
    public IReadOnlyList<string> Secrets { get; } = secrets;

    /// <summary>Receives the successful response, if the caller requests it.</summary>
    public Action<SemrushResponse>? OnResponse { get; } = onResponse;

    /// <summary>Whether it comes from another HTTP client, which gets every response unchanged.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>The last error response to a forwarded request.</summary>
    public HttpResponseMessage? Failed { get; private set; }

    /// <summary>
    /// A request that was not built by a generated method. If its operation is sensitive, each part of its body is a secret.
    /// </summary>
    public static ApiRequest Untyped(
        ApiOperation operation,
        Uri address,
        byte[]? body,
        string? contentType,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        Action<SemrushResponse>? onResponse = null,
        bool isForwarded = false)
    {
        string[] secrets = operation.Sensitive && body is not null
            ? [.. Encoding.UTF8.GetString(body).Split(Separators).Select(Uri.UnescapeDataString).Where(Redaction.IsTelling)]
            : [];
        return new(operation, address, body, contentType, secrets, headers, onResponse) { IsForwarded = isForwarded };
    }

    public void Fail(HttpResponseMessage? response)
    {
        Failed?.Dispose();
        Failed = response;
    }

    public HttpRequestMessage CreateMessage(out Content content)
    {
        var message = new HttpRequestMessage(Operation.Method, Address) { Content = content = new(Operation, body) };
        foreach (var (name, value) in headers)
            if (!message.Headers.TryAddWithoutValidation(name, value))
                content.Headers.TryAddWithoutValidation(name, value);
        if (contentType is not null)
            content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return message;
    }

    /// <summary>The body of an attempt, which may be empty and is written once.</summary>
    /// <remarks>
    /// Every request has one. The runtime retries a request without a body up to three times if a connection breaks, regardless of the
    /// retry rules and the rate limit. A handler of the application that retries the request fails for the same reason. The runtime writes
    /// the body when it writes the request to a connection, which is when the request starts.
    /// </remarks>
    internal sealed class Content(ApiOperation operation, ReadOnlyMemory<byte> body) : HttpContent
    {
        private int _writes;
        private volatile bool _isWritten;

        /// <summary>The permit of the request; null if it is not limited.</summary>
        public Limiter.Permit? Permit { get; set; }

        /// <summary>Whether there was a response to the request.</summary>
        public bool HasResponse { get; set; }

        /// <summary>Whether the request may have reached the server.</summary>
        public bool IsSent => HasResponse || _isWritten;

        /// <summary>Whether a handler of the application has tried to retry the request.</summary>
        public bool IsResent => Volatile.Read(ref _writes) > 1;

        /// <summary>Credentials of the request outside the Authorization header, which must not appear in messages.</summary>
        public IReadOnlyList<string> Credentials { get; set; } = [];

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
            => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _writes) > 1)
                throw new WrittenTwiceException();
            // The runtime keeps the headers in a buffer until now.
            if (Permit is not null)
                await Permit.BeforeWriteAsync(operation, cancellationToken).ConfigureAwait(false);
            _isWritten = true;
            Permit?.Write();
            if (!body.IsEmpty)
                await stream.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }

    // A type that handlers do not treat as a transient failure of the network, which they would retry.
    private sealed class WrittenTwiceException()
        : Exception("The request has been sent before. Semrush.Client retries by itself, and lets no handler send a request twice.");
}
