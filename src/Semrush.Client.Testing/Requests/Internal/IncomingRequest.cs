using System.Text;
using WireMock;

namespace Semrush.Client.Testing.Requests.Internal;

/// <summary>A request as it came over the wire.</summary>
internal sealed class IncomingRequest(IRequestMessage message)
{
    public string Method { get; } = message.Method;

    /// <summary>The path as it was sent: decoded, a slash within an identifier would look like one between segments.</summary>
    public string Path { get; } = EncodedPath(message.AbsoluteUrl);

    public string PathAndQuery { get; } = new Uri(message.AbsoluteUrl).PathAndQuery;

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; } = FormText.Read(message.RawQuery?.TrimStart('?'));

    public string? Body { get; } = message.Body ?? (message.BodyAsBytes is { } bytes ? Encoding.UTF8.GetString(bytes) : null);

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
        foreach (var (key, values) in message.Headers ?? new Dictionary<string, WireMock.Types.WireMockList<string>>())
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return string.Join(",", values);
        }

        return null;
    }
}
