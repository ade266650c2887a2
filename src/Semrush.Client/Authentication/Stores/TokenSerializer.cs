using System.Text.Json;
using Semrush.Client.Authentication.Stores.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Tokens as bytes, for a store of your own. The bytes are a secret: they hold the tokens as they are.</summary>
/// <remarks>They are a JSON document with a version. Every member may be used from any thread.</remarks>
public static class TokenSerializer
{
    /// <summary>The bytes of the tokens of a grant.</summary>
    /// <param name="key">The grant.</param>
    /// <param name="tokens">Its tokens.</param>
    public static byte[] Serialize(string key, TokenSet tokens)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(tokens);
        return JsonSerializer.SerializeToUtf8Bytes(
            new()
            {
                Version = StoredTokens.CurrentVersion,
                Grant = key,
                AccessToken = tokens.AccessToken,
                RefreshToken = tokens.RefreshToken,
                ObtainedAt = tokens.ObtainedAt,
                ExpiresAt = tokens.ExpiresAt,
            },
            StoreJson.Default.StoredTokens);
    }

    /// <summary>The tokens of a grant.</summary>
    /// <param name="key">The grant.</param>
    /// <param name="document">The bytes.</param>
    /// <returns><see langword="null"/> where they are damaged, or belong to another grant.</returns>
    /// <exception cref="SemrushAuthenticationException">A newer version of this library wrote them.</exception>
    public static TokenSet? Deserialize(string key, ReadOnlySpan<byte> document)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return StoredTokens.Read(key, document);
    }
}
