using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>The parameters of a callback that belongs to the request.</summary>
internal sealed class CallbackQuery
{
    /// <summary>What stands for the host of a callback of which only path and query are known.</summary>
    public static readonly Uri NoHost = new("https://callback.invalid");

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    private CallbackQuery(string query)
    {
        // RFC 6749, section 3.1: none may be there twice. A second one is meant to be read in place of the one that was sent.
        foreach (var (name, value) in Pairs(query))
            if (!_parameters.TryAdd(name, value))
                throw CallbackErrors.Repeated();
    }

    /// <summary>Whether an address has anything that an authorization server sends a browser back with.</summary>
    public static bool IsResponse(Uri address) => Pairs(address.Query).Any(pair => pair.Name is "code" or "token" or "error" or "state");

    /// <summary>Whether a callback names another request: that of an earlier sign-in, or of another person.</summary>
    public static bool IsForeign(Uri callback, string state)
        => Pairs(callback.Query).Any(pair => pair is { Name: "state", Value.Length: > 0 } && !State.Matches(state, pair.Value));

    public static CallbackQuery Read(Uri callback, string state, string redirectUri, bool requireState)
    {
        var address = new Uri(NoHost, callback);
        if (address.AbsolutePath != RedirectAddress.PathOf(redirectUri))
            throw CallbackErrors.WrongPath();
        var query = new CallbackQuery(address.Query);
        query.CheckState(state, requireState);
        return query;
    }

    /// <summary>The parameter that the person's approval consists of.</summary>
    public string Demand(string name) => Find(name) ?? throw CallbackErrors.Missing(name);

    private void CheckState(string expected, bool isRequired)
    {
        var state = Find("state");
        if (state is not null && !State.Matches(expected, state))
            throw CallbackErrors.WrongState();
        // A refusal is reported even without a state: it gives nothing away and nothing is made of it.
        if (Find("error") is { } error)
            throw CallbackErrors.Refused(error, Find("error_description"), new Redaction([.. _parameters.Where(IsSecret).Select(parameter => parameter.Value)]));
        if (state is null && isRequired)
            throw CallbackErrors.NoState();
    }

    private static bool IsSecret(KeyValuePair<string, string> parameter) => parameter is { Key: "code" or "token" or "state", Value.Length: > 0 };

    private string? Find(string name) => _parameters.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static IEnumerable<(string Name, string Value)> Pairs(string query)
    {
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (pair[..at], pair[(at + 1)..]) : (pair, "");
            yield return (Decode(name), Decode(value));
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
