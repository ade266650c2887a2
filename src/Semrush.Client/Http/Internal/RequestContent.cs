using System.Net;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>The body of an attempt, which may be empty.</summary>
/// <remarks>
/// Every request has one. Without it, the runtime sends a request again, up to three times and unseen, when a connection breaks before the
/// answer: past the rules of repetition and past the rate limit. And it tells when the request goes out: the runtime asks for the body
/// when it writes the request to a connection, however long that had to be waited for.
/// </remarks>
internal sealed class RequestContent(ReadOnlyMemory<byte> body) : HttpContent
{
    /// <summary>The permit that the request goes out with; none where nothing is limited.</summary>
    public CallPermit? Permit { get; set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Permit?.Write();
        return body.IsEmpty ? Task.CompletedTask : stream.WriteAsync(body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
