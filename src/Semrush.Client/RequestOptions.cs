using System.Collections.ObjectModel;
using System.Net;
using System.Text.Json;

namespace Semrush.Client;

/// <summary>Options that every operation has, in addition to its own optional parameters.</summary>
public record RequestOptions
{
    /// <summary>Receives the successful response before the call returns its result.</summary>
    /// <remarks>
    /// For a paged list, it is called once for each page. It is not called for a failed response, which is an exception instead. An
    /// exception that it throws fails the call, and the call is not retried.
    /// </remarks>
    public Action<SemrushResponse>? OnResponse { get; init; }
}

/// <summary>A successful response, as Semrush sent it.</summary>
public sealed class SemrushResponse
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode { get; init; }

    /// <summary>The headers, without those that contain a credential or a cookie. Names are case-insensitive.</summary>
    public IReadOnlyDictionary<string, IEnumerable<string>> Headers { get; init; } = ReadOnlyDictionary<string, IEnumerable<string>>.Empty;

    /// <summary>The opaque request id, to quote to Semrush's support; <see langword="null"/> if the response has none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The number of attempts of the call, 1 or more.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The decompressed body in UTF-8; empty if there is none. The body of a token operation contains the tokens.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Parses the body as JSON, including members that the library does not know.</summary>
    /// <exception cref="JsonException">The body is empty, is not JSON or is nested more than 64 levels deep.</exception>
    public JsonElement ReadJson() => JsonElement.Parse(Body.Span);

    /// <summary>The status and the request id, without the body.</summary>
    public override string ToString() => $"{(int)StatusCode} {RequestId}".TrimEnd();
}
