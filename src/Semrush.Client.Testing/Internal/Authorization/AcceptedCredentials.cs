using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Internal;

/// <summary>
/// The credentials that an emulator accepts in an `Authorization` header: its API key and access token, which never expire, and the tokens
/// that it has issued.
/// </summary>
internal sealed class AcceptedCredentials(TimeProvider time)
{
    // Without a family, a token is accepted everywhere and does not expire.
    private readonly ConcurrentDictionary<string, (TokenFamily? Family, DateTimeOffset Expires)> _bearers = new(StringComparer.Ordinal);

    public string ApiKey { get; } = $"key-{Guid.NewGuid():N}";

    public string AccessToken { get; } = $"token-{Guid.NewGuid():N}";

    public void Accept(string token, TokenFamily family, DateTimeOffset expires) => _bearers[token] = (family, expires);

    public bool Allow(ContractOperation operation, string? header)
    {
        if (operation.Schemes.Count == 0)
            return true;
        if (header?.Split(' ', 2) is not [var scheme, var secret] || !operation.Schemes.Contains(scheme))
            return false;
        return scheme switch
        {
            "Apikey" => secret == ApiKey,
            "Bearer" => secret == AccessToken || IsValid(secret, operation),
            _ => false,
        };
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
            || (family.Audience == audience && !family.IsRevoked && time.GetUtcNow() < bearer.Expires);
    }
}
