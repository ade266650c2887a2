using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Credentials.Internal;

/// <summary>
/// What an emulator takes for good in an `Authorization` header: its own key and token, which never expire, and the tokens that it has
/// handed out, each while it lasts and where it belongs.
/// </summary>
internal sealed class AcceptedCredentials(TimeProvider time)
{
    private static readonly string[] TokenMembers = ["access_token", "jwt"];

    private readonly ConcurrentDictionary<string, AcceptedBearer> _bearers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _examples = new(StringComparer.Ordinal);

    public string ApiKey { get; } = $"key-{Guid.NewGuid():N}";

    public string AccessToken { get; } = $"token-{Guid.NewGuid():N}";

    public void Accept(string token, AcceptedBearer bearer) => _bearers[token] = bearer;

    public bool Allow(ContractOperation operation, string? header)
    {
        if (operation.Schemes.Count == 0)
            return true;
        if (header?.Split(' ', 2) is not [var scheme, var secret] || !operation.Schemes.Contains(scheme))
            return false;
        return scheme switch
        {
            "Apikey" => secret == ApiKey,
            "Bearer" => secret == AccessToken || _examples.ContainsKey(secret) || IsGood(secret, operation),
            _ => false,
        };
    }

    /// <summary>Accepts the tokens in the example that an operation open to all has answered: a token endpoint without state.</summary>
    public void AcceptFrom(ContractOperation operation, Answer answer)
    {
        if (operation.Schemes.Count > 0 || answer is not { Status: 200, Body: { } body } || !JsonText.TryRead(body, out var document))
            return;
        foreach (var token in TokenMembers.Select(member => (document as JObject)?[member]?.ToString()).OfType<string>())
            _examples[token] = true;
    }

    /// <summary>Refuses the access tokens that were handed out so far to that audience; what renews them stays good.</summary>
    public void Expire(TokenAudience audience)
    {
        foreach (var (token, bearer) in _bearers)
        {
            if (bearer.Family.Audience == audience)
                _bearers.TryRemove(token, out _);
        }
    }

    public void Reset()
    {
        _bearers.Clear();
        _examples.Clear();
    }

    private bool IsGood(string token, ContractOperation operation)
    {
        var audience = operation.Contract == "AppCenter" ? TokenAudience.AppCenter : TokenAudience.Semrush;
        return _bearers.TryGetValue(token, out var bearer) && bearer.IsGood(audience, time.GetUtcNow());
    }
}
