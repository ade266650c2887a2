using System.Text;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>What is wrong with the identity of an app, named by its setting and without ever repeating the secret.</summary>
internal static class AppSettings
{
    // RFC 7518, section 3.2: a key of HS256 has the size of its hash at least. Semrush's own secrets are UUIDs, 36 characters.
    private const int ShortestSecret = 32;

    // Beyond the lifetime of a token the check of its end would mean nothing.
    private static readonly TimeSpan LongestSkew = TimeSpan.FromMinutes(5);

    public static string? FindFault(AppCenterFlowOptions options) => FindInId(options.AppId) ?? FindInSecret(options.AppSecret);

    public static string? FindFault(IframeTokenOptions options)
        => FindInId(options.AppId) ?? FindInSecret(options.AppSecret) ?? FindInSkew(options.ClockSkew);

    private static string? FindInId(string? appId)
        => string.IsNullOrEmpty(appId) ? "AppId is missing: set it to the ID of your app."
        : Guid.TryParseExact(appId, "D", out _) ? null
        : "AppId must be a UUID, such as bf860c6b-dd98-42f2-b23d-17dcec59ca0d.";

    private static string? FindInSecret(string? secret)
        => string.IsNullOrWhiteSpace(secret) ? "AppSecret is missing: set it to the secret of your app."
        : char.IsWhiteSpace(secret[0]) || char.IsWhiteSpace(secret[^1]) ? "AppSecret begins or ends with a space or a line break: check how it was read."
        : Encoding.UTF8.GetByteCount(secret) < ShortestSecret ? $"AppSecret is too short: HS256 needs {ShortestSecret} bytes at least. Check that all of it was read."
        : null;

    private static string? FindInSkew(TimeSpan skew)
        => skew >= TimeSpan.Zero && skew <= LongestSkew ? null : "ClockSkew must be between zero and five minutes.";
}
