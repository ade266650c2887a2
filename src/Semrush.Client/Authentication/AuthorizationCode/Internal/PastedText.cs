using System.Globalization;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>What people paste when asked for an address.</summary>
internal static class PastedText
{
    private const string Quotes = "\"'`<>\u201c\u201d\u2018\u2019";

    public static Uri ToAddress(string? pasted, Uri redirectUri)
    {
        // An address has no white space: a narrow terminal put it there.
        var text = string.Concat((pasted ?? "").Where(character => !IsBlank(character))).Trim(Quotes.ToCharArray());
        if (text.Length == 0)
            throw CallbackErrors.NothingPasted();
        if (text.Contains("://", StringComparison.Ordinal))
            return Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw CallbackErrors.NotAnAddress();
        return new UriBuilder(redirectUri) { Query = text.Contains('=', StringComparison.Ordinal) ? QueryOf(text) : CodeOf(text, pasted!) }.Uri;
    }

    private static string QueryOf(string text)
    {
        var query = text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..];
        return query.Split('&').Any(IsParameter) ? query : throw CallbackErrors.NotAnAddress();
    }

    // Semrush's documentation has people copy the value of code, so that is what some will paste. Several words in a line are none.
    private static string CodeOf(string text, string pasted)
    {
        var hasWords = pasted.Split('\r', '\n').Any(line => line.Trim().Any(char.IsWhiteSpace));
        return !hasWords && text.All(IsPartOfCode) ? $"code={text}" : throw CallbackErrors.NotAnAddress();
    }

    // Zero-width characters and the mark at the beginning of a text are of the category Format.
    private static bool IsBlank(char character)
        => char.IsWhiteSpace(character) || char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static bool IsParameter(string text) => text.StartsWith("code=", StringComparison.Ordinal) || text.StartsWith("token=", StringComparison.Ordinal) || text.StartsWith("error=", StringComparison.Ordinal);

    private static bool IsPartOfCode(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~';
}
