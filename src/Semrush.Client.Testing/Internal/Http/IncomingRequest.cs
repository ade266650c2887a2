using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Newtonsoft.Json.Linq;
using WireMock;
using WireMock.Types;

namespace Semrush.Client.Testing.Internal;

/// <summary>A request as it was received.</summary>
internal sealed class IncomingRequest(
    string method, Uri address, IDictionary<string, WireMockList<string>>? headers = null, string? body = null)
{
    public IncomingRequest(IRequestMessage message)
        : this(
            message.Method, new Uri(message.AbsoluteUrl), message.Headers,
            message.Body ?? (message.BodyAsBytes is { } bytes ? Encoding.UTF8.GetString(bytes) : null))
    {
    }

    public string Method => method;

    /// <summary>The encoded path. In the decoded one, a slash within an identifier would look like one between segments.</summary>
    public string Path => address.AbsolutePath;

    public string PathAndQuery => address.PathAndQuery;

    public IReadOnlyList<KeyValuePair<string, string>> Query => field ??= ReadPairs(address.Query);

    public string? Body => body;

    public bool HasBody => !string.IsNullOrEmpty(body);

    /// <summary>The media type of the body, without its parameters.</summary>
    public string? MediaType => Header("Content-Type")?.Split(';')[0].Trim();

    /// <summary>
    /// The first word of the `Authorization` header; empty where the header is a single word, which may be the secret itself.
    /// </summary>
    public string? AuthorizationScheme
        => Header("Authorization") is { } header ? header[..Math.Max(0, header.IndexOf(' ', StringComparison.Ordinal))] : null;

    public string? Header(string name)
        => headers?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { } values
            ? string.Join(",", values)
            : null;

    public IReadOnlyList<KeyValuePair<string, string>> ReadForm() => ReadPairs(body);

    private static List<KeyValuePair<string, string>> ReadPairs(string? text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var pair in new QueryStringEnumerable(text))
            pairs.Add(KeyValuePair.Create(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        return pairs;
    }
}

/// <summary>
/// A request that conforms to the contract. Parameters have the types of their schemas; a form body is an object of its members.
/// </summary>
internal sealed record EmulatedRequest(ContractOperation Operation, IReadOnlyDictionary<string, JToken> Parameters, JToken? Body)
{
    public JObject Json => Body as JObject ?? [];

    public string? Text(string parameter) => (string?)Parameters.GetValueOrDefault(parameter);

    public IReadOnlyList<string> Texts(string parameter) => Texts(Parameters.GetValueOrDefault(parameter));

    public static IReadOnlyList<string> Texts(JToken? list) => list is JArray items ? [.. items.Values<string>().OfType<string>()] : [];
}
