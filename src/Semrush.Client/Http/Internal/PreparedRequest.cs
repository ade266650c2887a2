using System.Net.Http.Headers;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>A request that can be sent again: every attempt gets a message of its own.</summary>
internal sealed class PreparedRequest(
    ApiOperation operation,
    Uri address,
    ReadOnlyMemory<byte> body,
    string? contentType,
    IReadOnlyList<string> secrets,
    IReadOnlyList<KeyValuePair<string, string>> headers)
{
    public ApiOperation Operation { get; } = operation;

    public Uri Address { get; } = address;

    /// <summary>What the body holds that no message may repeat.</summary>
    public IReadOnlyList<string> Secrets { get; } = secrets;

    public ApiRequestMessage CreateMessage()
    {
        var message = new ApiRequestMessage(Operation.Method, Address);
        foreach (var (name, value) in headers)
            message.Headers.TryAddWithoutValidation(name, value);
        if (contentType is not null)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        }
        else if (Operation.Retry is not RetryClass.Safe)
        {
            // The runtime sends a request without a body again, up to three times and unseen, when a connection breaks before the
            // answer. An empty body is one, and keeps it from that.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }
}
