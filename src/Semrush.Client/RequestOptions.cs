using System.Collections.ObjectModel;
using System.Net;
using System.Text.Json;

namespace Semrush.Client;

/// <summary>What every call of an operation can be given, beside the parameters of the operation.</summary>
public record RequestOptions
{
    /// <summary>Is told of the successful response, before the call returns what was read from it.</summary>
    /// <remarks>
    /// A list that is read page by page tells of the response of each page. Failed attempts are not told of: the failure of a call is an
    /// exception, which says the same. What this throws fails the call, which is not repeated.
    /// </remarks>
    public Action<SemrushResponse>? OnResponse { get; init; }
}

/// <summary>A successful response, as Semrush sent it.</summary>
public sealed class SemrushResponse
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode { get; init; }

    /// <summary>The headers, but for those that hand out a credential or a cookie. Names are compared without regard to case.</summary>
    public IReadOnlyDictionary<string, IEnumerable<string>> Headers { get; init; } = ReadOnlyDictionary<string, IEnumerable<string>>.Empty;

    /// <summary>
    /// The identifier of the request, opaque; <see langword="null"/> where the server sent none. Quote it to Semrush's support.
    /// </summary>
    public string? RequestId { get; init; }

    /// <summary>How many attempts the call took, 1 or more.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The body, in UTF-8 and unpacked; empty where there was none. That of an operation that issues tokens holds them.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Reads the body as JSON, with the members that the library does not know.</summary>
    /// <exception cref="JsonException">The body is no JSON, or nested more than 64 levels deep; an empty one is none.</exception>
    public JsonElement ReadJson() => JsonElement.Parse(Body.Span);

    /// <summary>The status and the identifier of the request, never the body.</summary>
    public override string ToString() => $"{(int)StatusCode} {RequestId}".TrimEnd();
}
