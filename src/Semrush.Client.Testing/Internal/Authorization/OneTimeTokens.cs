using System.Security.Cryptography;

namespace Semrush.Client.Testing.Internal;

/// <summary>Authorization codes or refresh tokens. Each is valid once. A second use revokes its family.</summary>
internal sealed class OneTimeTokens(TimeProvider time)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>How often a token was used again.</summary>
    public int Reuses { get; private set; }

    /// <summary>A random text of 40 characters, as Semrush has them.</summary>
    public static string NewToken()
        => RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 40);

    /// <param name="family">The tokens that the new one belongs to.</param>
    /// <param name="lifetime">How long the token is valid.</param>
    /// <param name="redirectUri">The redirect address of a code, which has to be sent again with it.</param>
    public string Issue(TokenFamily family, TimeSpan lifetime, string? redirectUri = null)
    {
        var token = NewToken();
        _entries[token] = new Entry(family, time.GetUtcNow() + lifetime, redirectUri);
        return token;
    }

    /// <summary>The family of a token; null where the token is not, or no longer, valid for the client.</summary>
    public TokenFamily? Redeem(string? token, Func<TokenFamily, bool> isOfClient, string? redirectUri = null)
    {
        var entry = token is null ? null : _entries.GetValueOrDefault(token);
        if (entry is null || entry.RedirectUri != redirectUri || !isOfClient(entry.Family))
            return null;
        if (entry.IsUsed)
        {
            Reuses++;
            entry.Family.Revoke();
        }

        if (entry.Family.IsRevoked || entry.Expires <= time.GetUtcNow())
            return null;
        entry.IsUsed = true;
        return entry.Family;
    }

    public void RevokeAll()
    {
        foreach (var entry in _entries.Values)
            entry.Family.Revoke();
    }

    public void Reset()
    {
        _entries.Clear();
        Reuses = 0;
    }

    private sealed record Entry(TokenFamily Family, DateTimeOffset Expires, string? RedirectUri)
    {
        public bool IsUsed { get; set; }
    }
}

/// <summary>The API that accepts a bearer token.</summary>
internal enum TokenAudience
{
    /// <summary>The APIs of Semrush that accept OAuth tokens.</summary>
    Semrush,

    /// <summary>The server-to-server API of the App Center, which accepts the tokens of its issuer only.</summary>
    AppCenter,

    /// <summary>Ahrefs. No contract of its API exists, so that the emulator accepts such a token nowhere.</summary>
    Ahrefs,
}

/// <summary>All tokens of one approval. They are revoked together.</summary>
/// <param name="audience">The API that accepts the access tokens.</param>
/// <param name="clientId">The client that the tokens were issued to; null for a device, which has no client.</param>
/// <param name="account">The account of the person who approved; null where the tokens give no access to an account.</param>
internal sealed class TokenFamily(TokenAudience audience, string? clientId, EmulatedAccount? account = null)
{
    private volatile bool _isRevoked;

    public TokenAudience Audience => audience;

    public string? ClientId => clientId;

    public EmulatedAccount? Account => account;

    public bool IsRevoked => _isRevoked;

    public void Revoke() => _isRevoked = true;

    public bool IsOf(TokenAudience expectedAudience, string expectedClientId)
        => audience == expectedAudience && clientId == expectedClientId;
}
