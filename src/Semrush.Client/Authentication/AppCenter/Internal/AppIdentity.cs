using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>The ID of an app, and its secret as a key: its characters in UTF-8, as in Semrush's sample.</summary>
internal sealed class AppIdentity
{
    // RFC 7518, section 3.2: a key of HS256 is at least as long as its hash. Semrush's own secrets are UUIDs, 36 characters.
    private const int ShortestSecret = 32;

    // One for all apps, as each factory stays registered with the process. Its cache would keep every key as long, so it is off.
    private static readonly CryptoProviderFactory Factory = new() { CacheSignatureProviders = false };

    public AppIdentity(string? id, string? secret, string parameter)
    {
        if (FindFault(id, secret) is { } fault)
            throw new ArgumentException(fault, parameter);
        Id = id!;
        Key = new(Encoding.UTF8.GetBytes(secret!)) { CryptoProviderFactory = Factory };
    }

    public string Id { get; }

    public SymmetricSecurityKey Key { get; }

    /// <summary>The first fault of the settings. It names the setting and does not contain the secret.</summary>
    public static string? FindFault(string? id, string? secret)
        => string.IsNullOrEmpty(id) ? "AppId is missing: set it to the ID of your app."
        : !Guid.TryParseExact(id, "D", out _) ? "AppId must be a UUID, such as bf860c6b-dd98-42f2-b23d-17dcec59ca0d."
        : string.IsNullOrWhiteSpace(secret) ? "AppSecret is missing: set it to the secret of your app."
        : char.IsWhiteSpace(secret[0]) || char.IsWhiteSpace(secret[^1])
            ? "AppSecret begins or ends with a space or a line break: check how it was read."
        : Encoding.UTF8.GetByteCount(secret) < ShortestSecret
            ? $"AppSecret is too short: HS256 needs {ShortestSecret} bytes at least. Check that all of it was read."
        : null;
}
