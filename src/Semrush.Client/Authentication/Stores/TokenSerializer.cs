using System.Text.Json;
using System.Text.Json.Serialization;
using Semrush.Client.Authentication.Stores.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Converts tokens to bytes, for a store of your own. The bytes are a secret: the tokens in them are not encrypted.</summary>
/// <remarks>They are a JSON document with a version. Every member may be used from any thread.</remarks>
public static partial class TokenSerializer
{
    private const int CurrentVersion = 1;

    /// <summary>The bytes of the tokens of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="tokens">Its tokens.</param>
    public static byte[] Serialize(string key, TokenSet tokens)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(tokens);
        return JsonSerializer.SerializeToUtf8Bytes(
            new(CurrentVersion, key, tokens.AccessToken, tokens.RefreshToken, tokens.ObtainedAt, tokens.ExpiresAt),
            StoreJson.Default.Document);
    }

    /// <summary>The tokens of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="document">The bytes.</param>
    /// <returns><see langword="null"/> where they are damaged, or belong to another key.</returns>
    /// <exception cref="SemrushAuthenticationException">A newer version of this library wrote them.</exception>
    public static TokenSet? Deserialize(string key, ReadOnlySpan<byte> document) => Deserialize(key, document, path: null);

    internal static TokenSet? Deserialize(string key, ReadOnlySpan<byte> document, string? path)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Document? stored;
        try
        {
            stored = JsonSerializer.Deserialize(document, StoreJson.Default.Document);
        }
        catch (JsonException)
        {
            return null;
        }

        if (stored?.Version > CurrentVersion)
            throw StoreErrors.Newer(key, path);
        return stored is { Version: CurrentVersion, AccessToken.Length: > 0 } && stored.Grant == key && stored.ExpiresAt > stored.ObtainedAt
            ? new(stored.AccessToken, stored.ObtainedAt, stored.ExpiresAt - stored.ObtainedAt) { RefreshToken = stored.RefreshToken }
            : null;
    }

    private sealed record Document(
        long Version, string? Grant, string? AccessToken, string? RefreshToken, DateTimeOffset ObtainedAt, DateTimeOffset ExpiresAt)
    {
        // Without the tokens.
        public override string ToString() => nameof(Document);
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Document))]
    private sealed partial class StoreJson : JsonSerializerContext;
}
