using System.Globalization;
using Semrush.Client.Authentication.AuthorizationCode.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Has a person open the page in any browser and paste the address of the page after it, for tools without a browser.</summary>
/// <param name="ask">Shows the page to open, and returns the pasted address of the page after it, or its part from <c>code=</c> on.</param>
public sealed class PasteUrl(Func<Uri, CancellationToken, Task<string?>> ask)
{
    private const string Quotes = "\"'`<>\u201c\u201d\u2018\u2019";

    private readonly Func<Uri, CancellationToken, Task<string?>> _ask = ask ?? throw new ArgumentNullException(nameof(ask));

    /// <summary>Asks, and makes an address of the pasted text.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The address that the browser came back to, not yet checked.</returns>
    /// <exception cref="SemrushAuthenticationException">Nothing was pasted, or no address.</exception>
    public async Task<Uri> ReceiveAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pasted = await _ask(request.Uri, cancellationToken).ConfigureAwait(false) ?? "";
        // An address has no white space: a narrow terminal adds it.
        var text = string.Concat(pasted.Where(character => !IsBlank(character))).Trim(Quotes.ToCharArray());
        if (text.Length == 0)
            throw CallbackQuery.Fault("Nothing was pasted.", CallbackQuery.SignInAgain);
        if (text.Contains("://", StringComparison.Ordinal))
            return Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw NotAnAddress();
        var query = text.Contains('=', StringComparison.Ordinal) ? text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..]
            : IsCode(text, pasted) ? $"code={text}"
            : "";
        return query.Split('&').Any(IsParameter) ? new UriBuilder(request.RedirectUri) { Query = query }.Uri : throw NotAnAddress();
    }

    // Semrush's documentation has people copy the value of code, so that some paste it alone. Several words in a line are no code.
    private static bool IsCode(string text, string pasted)
        => !pasted.Split('\r', '\n').Any(line => line.Trim().Any(char.IsWhiteSpace))
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~');

    // Zero-width characters and a byte order mark are of the category Format.
    private static bool IsBlank(char character)
        => char.IsWhiteSpace(character) || char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static bool IsParameter(string text)
        => ((string[])["code=", "token=", "error="]).Any(name => text.StartsWith(name, StringComparison.Ordinal));

    private static SemrushAuthenticationException NotAnAddress() => CallbackQuery.Fault(
        "The pasted text is no address with a code.",
        "Sign in again, and paste the whole address of the page that follows.");
}
