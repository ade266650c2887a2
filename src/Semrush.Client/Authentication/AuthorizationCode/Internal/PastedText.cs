namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>What people paste when asked for an address.</summary>
internal static class PastedText
{
    private const string Wrapping = " \t\r\n\"'`<>\u201c\u201d\u2018\u2019";

    public static Uri ToAddress(string? text, Uri redirectUri)
    {
        var trimmed = (text ?? "").Trim(Wrapping.ToCharArray());
        if (trimmed.Length == 0)
            throw CallbackErrors.NothingPasted();
        if (trimmed.Contains("://", StringComparison.Ordinal))
            return Uri.TryCreate(trimmed, UriKind.Absolute, out var address) ? address : throw CallbackErrors.NotAnAddress();
        return new UriBuilder(redirectUri) { Query = ToQuery(trimmed) }.Uri;
    }

    // Semrush's documentation has people copy the value of code, so that is what some will paste.
    private static string ToQuery(string text)
    {
        if (text.All(IsPartOfCode))
            return $"code={text}";
        var query = text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..];
        return query.Split('&').Any(IsParameter) && !query.Any(char.IsWhiteSpace) ? query : throw CallbackErrors.NotAnAddress();
    }

    private static bool IsParameter(string text) => text.StartsWith("code=", StringComparison.Ordinal) || text.StartsWith("token=", StringComparison.Ordinal) || text.StartsWith("error=", StringComparison.Ordinal);

    private static bool IsPartOfCode(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~';
}
