using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>The parameters of a callback that belongs to the request. No message contains the code, the token or the state.</summary>
internal sealed class CallbackQuery
{
    public const string SignInAgain = "Sign in again.";
    private const string Operation = "Authorize";
    private const int MaxText = 300;

    // The host if only the path and query of a callback are known.
    private static readonly Uri NoHost = new("https://callback.invalid");

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    private CallbackQuery(string query)
    {
        // RFC 6749, section 3.1: no parameter may be there twice. A second one may be an attempt to replace the first.
        foreach (var (name, value) in Pairs(query))
            if (!_parameters.TryAdd(name, value))
                throw Fault("The callback has a parameter twice, so it was not used.", SignInAgain);
    }

    /// <summary>A random value that ties a callback to its request (RFC 6749, section 10.12).</summary>
    public static string CreateState() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(256 / 8));

    /// <summary>Whether an address has a parameter that an authorization server adds to a callback.</summary>
    public static bool IsResponse(Uri address) => Pairs(address.Query).Any(pair => pair.Name is "code" or "token" or "error" or "state");

    /// <summary>Whether a callback has the state of another request: that of an earlier sign-in, or of another person.</summary>
    public static bool IsForeign(Uri callback, string state)
        => Pairs(callback.Query).Any(pair => pair is { Name: "state", Value.Length: > 0 } && !IsSame(state, pair.Value));

    public static CallbackQuery Read(Uri callback, string state, string redirectUri, bool requireState)
    {
        var address = new Uri(NoHost, callback);
        // Both are unescaped by Uri, so that they compare.
        if (address.AbsolutePath != new Uri(NoHost, redirectUri).AbsolutePath)
            throw WrongPath();
        var query = new CallbackQuery(address.Query);
        query.CheckState(state, requireState);
        return query;
    }

    /// <summary>The parameter of the person's approval.</summary>
    public string GetRequired(string name)
        => Find(name) ?? throw Fault($"The callback has no {name}.", "Pass the whole address on, and sign in again if it has none.");

    public static SemrushAuthenticationException WrongPath()
        => Fault("The address is not the one that the browser was to come back to.", "Check RedirectUri and the route of the callback.");

    public static SemrushAuthenticationException Fault(string message, string nextStep) => new(message, nextStep, new(Operation));

    /// <summary>Checks the redirect URI of a request: a path on the authorization server, or an absolute address.</summary>
    public static string CheckedRedirectUri(string? redirectUri, bool mayBePath)
    {
        // A path is recognized first: on Unix, Uri parses it as the path of a file.
        var isPath = redirectUri is ['/', not '/', ..] or "/";
        Uri? address = null;
        var fault = string.IsNullOrEmpty(redirectUri) ? "RedirectUri is missing."
            : redirectUri.Contains('#', StringComparison.Ordinal) ? "RedirectUri must have no fragment."
            : isPath ? (mayBePath ? null : "RedirectUri must be an absolute address.")
            : !Uri.TryCreate(redirectUri, UriKind.Absolute, out address) || address.IsFile
                ? "RedirectUri must be a path that begins with a slash or an absolute address, and is given unencoded."
            : address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback
                ? "RedirectUri must be https: a code would be readable on its way; http is possible to this machine."
            : null;
        return fault is null ? redirectUri! : throw new ArgumentException(fault);
    }

    private void CheckState(string expected, bool isRequired)
    {
        var state = Find("state");
        if (state is not null && !IsSame(expected, state))
            throw Fault(
                "The callback has another state than the request, so it was not used: it may be old, or of another person.", SignInAgain);
        // An error is reported even without a state: it contains nothing that would be used.
        if (Find("error") is { } error)
            throw Denied(error, Find("error_description"));
        if (state is null && isRequired)
            throw Fault(
                "The callback has no state, so it was not used: nothing shows that it belongs to this sign-in.",
                "Pass the whole address on. If the server returns no state, see the remarks of AuthorizationCodeFlowOptions.RequireState.");
    }

    private SemrushAuthenticationException Denied(string error, string? description)
    {
        var secrets = _parameters.Where(parameter => parameter is { Key: "code" or "token" or "state", Value.Length: > 0 });
        var hide = new Redaction([.. secrets.Select(parameter => parameter.Value)]);
        var code = Printable(hide.In(error)!);
        var text = description is null ? null : Printable(hide.In(description)!);
        return new(
            $"The sign-in was denied{(text is null ? "" : $": {text.TrimEnd('.')}")} (code {code}).",
            NextSteps.For(code, SignInStep.Page.WhenInvalid, SignInStep.Page.Otherwise),
            new(Operation) { Code = code, Message = text });
    }

    // The text is from an address that any page can make up: it gets no line breaks and a maximum length.
    private static string Printable(string text)
        => new([.. text.Take(MaxText).Select(character => char.IsControl(character) ? ' ' : character)]);

    // In a time that does not depend on how much of the text is right.
    private static bool IsSame(string expected, string actual)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual));

    private string? Find(string name) => _parameters.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static IEnumerable<(string Name, string Value)> Pairs(string query)
    {
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            yield return (Decode(parts[0]), parts.Length == 2 ? Decode(parts[1]) : "");
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
