using System.Buffers.Text;
using System.Text.Json;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>The claims of a JWT as a document. It verifies nothing.</summary>
internal static class JwtClaims
{
    /// <summary>The claims; nothing where the text is no JWT.</summary>
    public static JsonElement? Read(string token)
    {
        var parts = token.Split('.', 4);
        if (parts.Length != 3)
            return null;
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A claim that is a moment, to the millisecond; the first or the last moment that there is where it lies beyond.</summary>
    public static DateTimeOffset? Moment(JsonElement claims, string name) => Seconds(claims, name) is not { } seconds ? null
        : seconds >= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.MaxValue
        : seconds <= DateTimeOffset.MinValue.ToUnixTimeSeconds() ? DateTimeOffset.MinValue
        : DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000));

    /// <summary>A claim that is a number of seconds, whole or not.</summary>
    public static double? Seconds(JsonElement claims, string name)
    {
        try
        {
            return claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.Number ? claim.GetDouble() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // the name of a claim is no Unicode
        }
    }
}
