using System.Security.Cryptography;

namespace Semrush.Client.Testing.Authorization.Internal;

/// <summary>Random texts in the forms in which Semrush shows them.</summary>
internal static class OpaqueText
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // Read aloud or typed in, I and O would be taken for digits.
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>An access token, a refresh token or an authorization code: 40 characters.</summary>
    public static string Token() => RandomNumberGenerator.GetString(Alphanumeric, 40);

    /// <summary>A device code: 64 hexadecimal digits.</summary>
    public static string DeviceCode() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>Whether a text could be a device code.</summary>
    public static bool IsDeviceCode(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    /// <summary>A user code, such as `AVZV-MSPD`.</summary>
    public static string UserCode() => $"{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}";
}
