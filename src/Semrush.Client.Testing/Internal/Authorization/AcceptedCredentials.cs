using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Internal;

/// <summary>
/// The credentials that an emulator accepts in an `Authorization` header: the API keys and access tokens of its accounts, which never
/// expire, and the tokens that it has issued.
/// </summary>
internal sealed class AcceptedCredentials
{
    private readonly TimeProvider _time;
    private readonly EmulatedAccount _first;
    private readonly Dictionary<string, EmulatedAccount> _headers = new(StringComparer.Ordinal);

    // Without a family, a token is accepted everywhere and does not expire.
    private readonly ConcurrentDictionary<string, (TokenFamily? Family, DateTimeOffset Expires)> _bearers = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Two accounts have the same credential.</exception>
    public AcceptedCredentials(IReadOnlyList<EmulatedAccount> accounts, TimeProvider time)
    {
        (_time, _first) = (time, accounts[0]);
        foreach (var account in accounts)
        {
            if (!_headers.TryAdd($"Apikey {account.ApiKey}", account) || !_headers.TryAdd($"Bearer {account.AccessToken}", account))
                throw new ArgumentException($"The account {account.Name} has a credential of another account.");
        }
    }

    public void Accept(string token, TokenFamily family, DateTimeOffset expires) => _bearers[token] = (family, expires);

    /// <summary>The account of the credential, expired or not; null for an unknown one and for a token of the App Center.</summary>
    public EmulatedAccount? AccountOf(string? header)
    {
        if (header is null)
            return null;
        if (_headers.TryGetValue(header, out var account))
            return account;
        return header.Split(' ', 2) is ["Bearer", var token] && _bearers.TryGetValue(token, out var bearer)
            ? bearer.Family is { } family ? family.Account : _first
            : null;
    }

    public bool Allow(ContractOperation operation, string? header)
    {
        if (operation.Schemes.Count == 0)
            return true;
        if (header?.Split(' ', 2) is not [var scheme, var secret] || !operation.Schemes.Contains(scheme))
            return false;
        return _headers.ContainsKey(header) || (scheme == "Bearer" && IsValid(secret, operation));
    }

    /// <summary>Accepts the tokens in the example of a token endpoint without state.</summary>
    public void AcceptFrom(ContractOperation operation, EmulatedResponse example)
    {
        if (operation.Schemes.Count > 0 || example is not { Status: 200, Body: { } body } || !JsonText.TryRead(body, out var document))
            return;
        if (document is JObject members && (members["access_token"] ?? members["jwt"]) is { } token)
            _bearers[token.ToString()] = default;
    }

    /// <summary>Rejects the access tokens that were issued so far to that audience. Their refresh tokens stay valid.</summary>
    public void Expire(TokenAudience audience)
    {
        foreach (var (token, bearer) in _bearers)
        {
            if (bearer.Family?.Audience == audience)
                _bearers.TryRemove(token, out _);
        }
    }

    public void Reset() => _bearers.Clear();

    private bool IsValid(string token, ContractOperation operation)
    {
        if (!_bearers.TryGetValue(token, out var bearer))
            return false;
        var audience = operation.Contract == "AppCenter" ? TokenAudience.AppCenter : TokenAudience.Semrush;
        return bearer.Family is not { } family
            || (family.Audience == audience && !family.IsRevoked && _time.GetUtcNow() < bearer.Expires);
    }
}
