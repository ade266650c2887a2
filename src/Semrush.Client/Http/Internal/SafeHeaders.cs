namespace Semrush.Client.Http.Internal;

/// <summary>The headers of a response that may be shown: all but those that hand out or repeat a credential.</summary>
internal static class SafeHeaders
{
    public static Dictionary<string, IEnumerable<string>> From(HttpResponseMessage response, Redaction hide)
    {
        var headers = new Dictionary<string, IEnumerable<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Headers.Concat(response.Content.Headers))
            if (header.Key.ToUpperInvariant() is not ("SET-COOKIE" or "AUTHORIZATION" or "LOCATION"))
                headers[header.Key] = [.. header.Value.Select(hide.In).OfType<string>()];
        return headers;
    }
}
