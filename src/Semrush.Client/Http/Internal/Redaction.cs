using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Semrush.Client.Http.Internal;

/// <summary>Takes secrets out of what a server said: one that repeats them must not put them into a log through us.</summary>
internal readonly struct Redaction(IEnumerable<string> secrets)
{
    private const string Hidden = "***";

    // A character beyond ASCII in an address: three bytes, each with a percent sign.
    private const int LongestEscape = 9;

    // Fewer characters of a secret tell nothing.
    private const int TellingLength = 4;

    // Fewer are part of other words, such as "own" of slow_down: they are hidden only where they stand by themselves.
    private const int AmpleLength = 8;

    // What an escape ends with is no letter of a word.
    private const string WordBegins = @"(?:(?<![\p{L}\p{N}_])|(?<=%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[bfnrt]))";
    private const string WordEnds = @"(?![\p{L}\p{N}_])";

    /// <summary>Whether a credential is long enough to be one; hiding each "1" would hide what happened.</summary>
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
            return null; // the secret was part of a number or a word
        }
    }

    /// <summary>For a text that was cut off somewhere, and maybe in the middle of a secret: it ends where one begins.</summary>
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

    // Every character may stand for itself or be escaped, in either case: by a form or address, by JSON, by a page.
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
