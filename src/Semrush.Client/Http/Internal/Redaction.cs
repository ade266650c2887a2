using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Semrush.Client.Http.Internal;

/// <summary>Removes secrets from texts of a response, so that they do not get into logs and exceptions.</summary>
internal readonly struct Redaction(IEnumerable<string> secrets)
{
    private const string Hidden = "***";

    // Three percent-encoded bytes of a non-ASCII character.
    private const int LongestEscape = 9;

    // Shorter texts are not secret.
    private const int TellingLength = 4;

    // Shorter secrets may be part of other words, as "own" in slow_down: they are hidden only as whole words.
    private const int AmpleLength = 8;

    // The last character of an escape is not part of a word.
    private const string WordBegins = @"(?:(?<![\p{L}\p{N}_])|(?<=%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[bfnrt]))";
    private const string WordEnds = @"(?![\p{L}\p{N}_])";

    /// <summary>Whether a credential is long enough to be hidden. Hiding each "1" would make messages useless.</summary>
    public static bool IsTelling(string credential) => credential.Length >= TellingLength;

    public string? In(string? text)
    {
        if (text is null)
            return null;
        foreach (var secret in secrets)
        {
            if (secret.Length < AmpleLength)
                text = Regex.Replace(text, WordBegins + EscapedSecret(secret) + WordEnds, Hidden);
            else
                text = HideEverywhere(text, secret);
        }

        return text;
    }

    public FieldViolation In(FieldViolation violation) => new(In(violation.Field)!, In(violation.Description)!);

    public JsonElement? In(JsonElement? element)
    {
        if (element is not { } value || In(value.GetRawText()) is not { } text || text == value.GetRawText())
            return element;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null; // the secret was part of a number or a literal
        }
    }

    /// <summary>Redacts a truncated text, which may end in the middle of a secret. It then ends before that secret.</summary>
    public string InCut(string text)
    {
        text = In(text)!;
        foreach (var secret in secrets)
        {
            var tail = Math.Max(0, text.Length - secret.Length * LongestEscape);
            var beginning = EscapedSecret(secret[..Math.Min(secret.Length, TellingLength)]);
            var begun = new Regex((secret.Length < AmpleLength ? WordBegins : "") + beginning).Match(text, tail);
            if (begun.Success)
                text = text[..begun.Index];
        }

        return text;
    }

    private static string HideEverywhere(string text, string secret)
    {
        text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        return text.AsSpan().ContainsAny(@"\%&+") ? Regex.Replace(text, EscapedSecret(secret), Hidden) : text;
    }

    private static string EscapedSecret(string secret) => string.Concat(secret.EnumerateRunes().Select(EscapedRune));

    // A character may be literal, or escaped in a form or address, in JSON or in HTML.
    private static string EscapedRune(Rune rune)
    {
        var text = rune.ToString();
        var percent = string.Concat(Encoding.UTF8.GetBytes(text).Select(value => $"%{value:x2}"));
        var json = string.Concat(text.Select(unit => string.Create(CultureInfo.InvariantCulture, $@"\\u{(int)unit:x4}")));
        var page = string.Create(CultureInfo.InvariantCulture, $"&#(?:0*{rune.Value}|(?i:x0*{rune.Value:x}));");
        var others = text switch
        {
            " " => @"|\+",
            "/" => @"|\\/",
            "\\" => @"|\\\\",
            "\"" => "|\\\\\"|&quot;",
            "'" => "|&apos;",
            "&" => "|&amp;",
            "<" => "|&lt;",
            ">" => "|&gt;",
            _ => "",
        };
        return $"(?:{Regex.Escape(text)}|(?i:{percent})|(?i:{json})|{page}{others})";
    }
}

/// <summary>The headers of a response without those that contain credentials.</summary>
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
