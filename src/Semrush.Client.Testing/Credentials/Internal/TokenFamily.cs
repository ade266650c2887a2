namespace Semrush.Client.Testing.Credentials.Internal;

/// <summary>All tokens that came of one approval. They are revoked together.</summary>
/// <param name="audience">Whose API the access tokens open.</param>
/// <param name="clientId">The client that the tokens were given to; none for a device, which names no client.</param>
internal sealed class TokenFamily(TokenAudience audience, string? clientId)
{
    private volatile bool _isRevoked;

    public TokenAudience Audience => audience;

    public string? ClientId => clientId;

    public bool IsRevoked => _isRevoked;

    public void Revoke() => _isRevoked = true;
}
