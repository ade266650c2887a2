namespace Semrush.Client.Testing.Authorization.Internal;

/// <summary>The clients that the authorization server knows.</summary>
internal sealed class ClientRegistry
{
    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);

    public ClientRegistry() => Reset();

    public string Id { get; } = $"client-{Guid.NewGuid():N}";

    public string Secret { get; } = $"secret-{Guid.NewGuid():N}";

    public void Add(string id, string secret) => _secrets[id] = secret;

    public bool Knows(string? id) => id is not null && _secrets.ContainsKey(id);

    public bool Authenticates(string id, string? secret) => _secrets.TryGetValue(id, out var expected) && expected == secret;

    public void Reset()
    {
        _secrets.Clear();
        Add(Id, Secret);
    }
}
