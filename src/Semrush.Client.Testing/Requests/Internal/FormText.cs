namespace Semrush.Client.Testing.Requests.Internal;

/// <summary>Names and values of a query or a form body, decoded, in their order.</summary>
internal static class FormText
{
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string? text) =>
        string.IsNullOrEmpty(text) ? [] : [.. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Pair)];

    private static KeyValuePair<string, string> Pair(string text)
    {
        var split = text.IndexOf('=', StringComparison.Ordinal);
        return split < 0 ? KeyValuePair.Create(Decode(text), "") : KeyValuePair.Create(Decode(text[..split]), Decode(text[(split + 1)..]));
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
