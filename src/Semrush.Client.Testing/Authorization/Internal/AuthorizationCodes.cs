using Semrush.Client.Testing.Credentials.Internal;

namespace Semrush.Client.Testing.Authorization.Internal;

/// <summary>The codes that approval pages have handed out. A code is good once; presented again, it revokes what it gave.</summary>
internal sealed class AuthorizationCodes(TokenAudience audience, EmulatedAuthorizationOptions options, TimeProvider time)
{
    private readonly Dictionary<string, Code> _codes = new(StringComparer.Ordinal);

    /// <param name="clientId">The client that may exchange the code.</param>
    /// <param name="redirectUri">The redirect address as it was asked for, which has to come again.</param>
    public string Issue(string clientId, string redirectUri)
    {
        var code = OpaqueText.Token();
        _codes[code] = new Code(new TokenFamily(audience, clientId), redirectUri, time.GetUtcNow() + options.AuthorizationCodeLifetime);
        return code;
    }

    /// <summary>What the code is exchanged for; nothing where it is not, or no longer, good.</summary>
    public TokenFamily? Redeem(string? text, string clientId, string? redirectUri)
    {
        var code = text is null ? null : _codes.GetValueOrDefault(text);
        if (code is null || code.Family.ClientId != clientId || code.RedirectUri != redirectUri)
            return null;
        if (code.IsSpent)
        {
            code.Family.Revoke();
            return null;
        }

        if (code.Expires <= time.GetUtcNow())
            return null;
        code.IsSpent = true;
        return code.Family;
    }

    public void Reset() => _codes.Clear();

    private sealed class Code(TokenFamily family, string redirectUri, DateTimeOffset expires)
    {
        public TokenFamily Family => family;

        public string RedirectUri => redirectUri;

        public DateTimeOffset Expires => expires;

        public bool IsSpent { get; set; }
    }
}
