using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Semrush.Client.Http.Internal;

/// <summary>Takes secrets out of what a server said: one that repeats them must not put them into a log through us.</summary>
internal readonly struct Redaction(IEnumerable<string> secrets)
{
    private const string Hidden = "***";

    public string? In(string? text)
    {
        if (text is null)
            return null;
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, Hidden, StringComparison.Ordinal).Replace(Uri.EscapeDataString(secret), Hidden, StringComparison.Ordinal);
            if (text.Contains('\\', StringComparison.Ordinal))
                text = Regex.Replace(text, EscapedSecret(secret), Hidden);
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

    // JSON may write every character as an escape, and a slash as "\/".
    private static string EscapedSecret(string secret) => string.Concat(secret.Select(character => string.Create(
        CultureInfo.InvariantCulture,
        $@"(?:{Regex.Escape(character.ToString())}|\\u(?i:{(int)character:x4}){(character == '/' ? "|\\\\/" : "")})")));
}
