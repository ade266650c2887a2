using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Credentials.Internal;

/// <summary>
/// What an emulator takes for good in an `Authorization` header: its own key and token, and every token that it has handed out.
/// </summary>
internal sealed class AcceptedCredentials
{
    private static readonly string[] TokenMembers = ["access_token", "jwt"];

    private readonly ConcurrentDictionary<string, bool> _headers = new(StringComparer.Ordinal);

    public string ApiKey { get; } = $"key-{Guid.NewGuid():N}";

    public string AccessToken { get; } = $"token-{Guid.NewGuid():N}";

    public AcceptedCredentials() => Reset();

    public void Accept(string token) => _headers[$"Bearer {token}"] = true;

    public void Revoke(string token) => _headers.TryRemove($"Bearer {token}", out _);

    public bool Allow(ContractOperation operation, string? header) =>
        operation.Schemes.Count == 0
        || (header is not null && operation.Schemes.Contains(header.Split(' ')[0]) && _headers.ContainsKey(header));

    /// <summary>Accepts the tokens in an answer of an operation that is open to all, such as a token endpoint.</summary>
    public void AcceptFrom(ContractOperation operation, Answer answer)
    {
        if (operation.Schemes.Count > 0 || answer is not { Status: 200, Body: { } body } || !JsonText.TryRead(body, out var document))
            return;
        foreach (var token in TokenMembers.Select(member => (document as JObject)?[member]?.ToString()).OfType<string>())
            Accept(token);
    }

    public void Reset()
    {
        _headers.Clear();
        _headers[$"Apikey {ApiKey}"] = true;
        Accept(AccessToken);
    }
}
