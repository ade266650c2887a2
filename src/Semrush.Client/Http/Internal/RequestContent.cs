using System.Net;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>The body of an attempt, which may be empty. It is written once.</summary>
/// <remarks>
/// Every request has one. Without it, the runtime sends a request again, up to three times and unseen, when a connection breaks before the
/// answer: past the retry rules and past the rate limit. A handler of the application that retries the request fails for the
/// same reason. And it tells when the request goes out: the runtime asks for the body when it writes the request to a connection, however
/// long that had to be waited for.
/// </remarks>
internal sealed class RequestContent(ReadOnlyMemory<byte> body) : HttpContent
{
    private int _writings;

    /// <summary>The permit that the request goes out with; none where nothing is limited.</summary>
    public CallPermit? Permit { get; set; }

    /// <summary>Whether it has been written, to be sent.</summary>
    public bool IsWritten => Volatile.Read(ref _writings) > 0;

    /// <summary>Whether a handler has tried to write it once more.</summary>
    public bool IsRefused => Volatile.Read(ref _writings) > 1;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _writings) > 1)
            throw new WrittenTwiceException();
        Permit?.Write();
        return body.IsEmpty ? Task.CompletedTask : stream.WriteAsync(body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    // Of no type that handlers take for a passing failure of the network: they retry those.
    private sealed class WrittenTwiceException() : Exception("The request has been sent before. Semrush.Client retries by itself, and lets no handler send a request twice.");
}
