using System.Text;
using WireMock;
using WireMock.Types;

namespace Semrush.Client.Testing.Requests.Internal;

/// <summary>A request as it came over the wire.</summary>
internal sealed class IncomingRequest
{
    private readonly IDictionary<string, WireMockList<string>> _headers;

    public IncomingRequest(IRequestMessage message)
        : this(message.Method, new Uri(message.AbsoluteUrl), message.RawQuery)
    {
        _headers = message.Headers ?? _headers;
        Body = message.Body ?? (message.BodyAsBytes is { } bytes ? Encoding.UTF8.GetString(bytes) : null);
    }

    /// <summary>A page as a browser would ask for it, without the wire.</summary>
    public IncomingRequest(Uri page)
        : this("GET", page, page.Query)
    {
    }

    private IncomingRequest(string method, Uri address, string? query)
    {
        _headers = new Dictionary<string, WireMockList<string>>();
        Method = method;
        Path = address.AbsolutePath;
        PathAndQuery = address.PathAndQuery;
        Query = FormText.Read(query?.TrimStart('?'));
    }

    public string Method { get; }

    /// <summary>The path as it was sent: decoded, a slash within an identifier would look like one between segments.</summary>
    public string Path { get; }

    public string PathAndQuery { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    public string? Body { get; }

    public bool HasBody => !string.IsNullOrEmpty(Body);

    /// <summary>The media type of the body, without its parameters.</summary>
    public string? MediaType => Header("Content-Type")?.Split(';')[0].Trim();

    /// <summary>
    /// The first word of the `Authorization` header; empty where the header is a single word, which may be the secret itself.
    /// </summary>
    public string? AuthorizationScheme =>
        Header("Authorization") is { } header ? header[..Math.Max(0, header.IndexOf(' ', StringComparison.Ordinal))] : null;

    public static string EncodedPath(string url) => new Uri(url).AbsolutePath;

    public string? Header(string name)
    {
        foreach (var (key, values) in _headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return string.Join(",", values);
        }

        return null;
    }
}
