using System.Text.Json;
using System.Text.Json.Serialization;

namespace Semrush.Client.Authentication.Stores.Internal;

/// <summary>The document that a store keeps.</summary>
internal sealed class StoredTokens
{
    public const int CurrentVersion = 1;

    public long Version { get; init; }

    public string? Grant { get; init; }

    public string? AccessToken { get; init; }

    public string? RefreshToken { get; init; }

    public DateTimeOffset ObtainedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The tokens of a document; none where it is damaged, of no known version, or of another grant.</summary>
    public static TokenSet? Read(string key, ReadOnlySpan<byte> document, string? path = null)
    {
        if (Parse(document) is not { } stored)
            return null;
        if (stored.Version > CurrentVersion)
            throw StoreErrors.Newer(key, path);
        return stored.Version == CurrentVersion && stored.Grant == key ? stored.ToTokenSet() : null;
    }

    private static StoredTokens? Parse(ReadOnlySpan<byte> document)
    {
        try
        {
            return JsonSerializer.Deserialize(document, StoreJson.Default.StoredTokens);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private TokenSet? ToTokenSet() => AccessToken is { Length: > 0 } && ExpiresAt > ObtainedAt
        ? new(AccessToken, ObtainedAt, ExpiresAt - ObtainedAt) { RefreshToken = RefreshToken }
        : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredTokens))]
internal sealed partial class StoreJson : JsonSerializerContext;
