using Semrush.Client.Testing.Credentials.Internal;

namespace Semrush.Client.Testing.Authorization.Internal;

/// <summary>The tokens that were handed out. A refresh token is good once; presented again, it revokes its family.</summary>
internal sealed class TokenVault(AcceptedCredentials credentials, EmulatedAuthorizationOptions options, TimeProvider time)
{
    private readonly Dictionary<string, RefreshToken> _refreshTokens = new(StringComparer.Ordinal);

    /// <summary>How often a refresh token was presented that had been spent.</summary>
    public int Reuses { get; private set; }

    public IssuedTokens Issue(TokenFamily family)
    {
        var now = time.GetUtcNow();
        var lifetime = family.Audience == TokenAudience.Ahrefs ? options.AhrefsTokenLifetime : options.AccessTokenLifetime;
        var tokens = new IssuedTokens(OpaqueText.Token(), OpaqueText.Token(), (long)lifetime.TotalSeconds);
        credentials.Accept(tokens.AccessToken, new AcceptedBearer(family, now + lifetime));
        _refreshTokens[tokens.RefreshToken] = new RefreshToken(family, now + options.RefreshTokenLifetime);
        return tokens;
    }

    /// <summary>The next pair; nothing where the token is not, or no longer, good for that client.</summary>
    public IssuedTokens? Refresh(string token, string clientId)
    {
        if (_refreshTokens.GetValueOrDefault(token) is not { } found || !MayRefresh(found.Family, clientId))
            return null;
        if (found.IsSpent)
        {
            Reuses++;
            found.Family.Revoke();
            return null;
        }

        if (found.Family.IsRevoked || found.Expires <= time.GetUtcNow())
            return null;
        found.IsSpent = true;
        return Issue(found.Family);
    }

    public void RevokeAll()
    {
        foreach (var token in _refreshTokens.Values)
            token.Family.Revoke();
    }

    public void Reset()
    {
        _refreshTokens.Clear();
        Reuses = 0;
    }

    private bool MayRefresh(TokenFamily family, string clientId) =>
        family.Audience == TokenAudience.Semrush && (family.ClientId is null ? options.RefreshDeviceTokens : family.ClientId == clientId);

    private sealed class RefreshToken(TokenFamily family, DateTimeOffset expires)
    {
        public TokenFamily Family => family;

        public DateTimeOffset Expires => expires;

        public bool IsSpent { get; set; }
    }
}
