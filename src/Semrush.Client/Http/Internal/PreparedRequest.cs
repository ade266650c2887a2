using System.Net.Http.Headers;
using System.Text;

namespace Semrush.Client.Http.Internal;

/// <summary>A request that can be sent again: every attempt gets a message of its own.</summary>
internal sealed class PreparedRequest(
    ApiOperation operation,
    Uri address,
    ReadOnlyMemory<byte> body,
    string? contentType,
    IReadOnlyList<string> secrets,
    IReadOnlyList<KeyValuePair<string, string>> headers,
    Action<SemrushResponse>? onResponse = null)
{
    public ApiOperation Operation { get; } = operation;

    public Uri Address { get; } = address;

    /// <summary>What the body holds that no message may repeat.</summary>
    public IReadOnlyList<string> Secrets { get; } = secrets;

    /// <summary>Is told of the response that ends the call, where the caller asks for it.</summary>
    public Action<SemrushResponse>? OnResponse { get; } = onResponse;

    /// <summary>Whether another HTTP client has stated it, which gets every response as it is.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>The last response that was no success, where it is forwarded.</summary>
    public HttpResponseMessage? Refused { get; private set; }

    /// <summary>What the body of a request may hold, that no generated method has stated, where its operation is about secrets.</summary>
    public static IReadOnlyList<string> SecretsIn(ApiOperation operation, byte[]? body)
        => operation.Sensitive && body is not null ? [.. Encoding.UTF8.GetString(body).Split(['&', '=', '"', ',', ':', '{', '}', ' ', '\r', '\n']).Select(Uri.UnescapeDataString).Where(Redaction.IsTelling)] : [];

    public void Refuse(HttpResponseMessage? response)
    {
        Refused?.Dispose();
        Refused = response;
    }

    public ApiRequestMessage CreateMessage()
    {
        var message = new ApiRequestMessage(Operation.Method, Address, new(body));
        foreach (var (name, value) in headers)
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content!.Headers.TryAddWithoutValidation(name, value);
        if (contentType is not null)
            message.Content!.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return message;
    }
}
