using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Validates settings. The message of a fault names its setting.</summary>
internal static class SettingsCheck
{
    // HttpClient stores milliseconds in 32 bits.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(24);

    /// <exception cref="ArgumentException">A setting is missing or not valid.</exception>
    public static void Validate(SemrushClientOptions options, bool hasOtherCredentials = false)
    {
        if (Find(options, hasOtherCredentials) is { } fault)
            throw new ArgumentException(fault, nameof(options));
    }

    /// <param name="options">The settings.</param>
    /// <param name="hasOtherCredentials">Whether an additional credential is registered.</param>
    /// <returns>The first fault, or null.</returns>
    public static string? Find(SemrushClientOptions options, bool hasOtherCredentials)
        => FindInCredentials(options, hasOtherCredentials) ?? FindInAddress(options.BaseAddress)
            ?? FindInTimeout(options.AttemptTimeout, nameof(options.AttemptTimeout))
            ?? FindInTimeout(options.TotalTimeout, nameof(options.TotalTimeout))
            ?? FindInTimeout(options.ConnectTimeout, nameof(options.ConnectTimeout))
            ?? FindInRetry(options.Retry) ?? FindInRateLimit(options.RateLimit);

    public static string? FindInAddress(
        Uri? address, string name = nameof(SemrushClientOptions.BaseAddress), bool mayBeHttp = true) => address switch
        {
            null => null,
            { IsAbsoluteUri: false } => $"{name} must be an absolute https address.",
            { UserInfo.Length: > 0 } or { Query.Length: > 0 } or { Fragment.Length: > 0 }
                => $"{name} must have neither user info nor query nor fragment.",
            { Scheme: "https" } => null,
            { Scheme: "http", IsLoopback: true } when mayBeHttp => null,
            { Scheme: "http", IsLoopback: true } => $"{name} must be https; http is possible where BaseAddress is http as well.",
            _ => $"{name} must be https; http is possible on this machine only.",
        };

    /// <summary>Whether a person may open the address of a page. Unlike a base address, it may have a query.</summary>
    public static bool IsSafePage(Uri page, bool mayBeHttp) => page is { IsAbsoluteUri: true, UserInfo.Length: 0 }
        && FindInAddress(new(page.GetLeftPart(UriPartial.Path)), mayBeHttp: mayBeHttp) is null;

    public static string? FindInTimeout(TimeSpan timeout, string name = "Timeout")
        => (timeout > TimeSpan.Zero && timeout <= LongestTimeout) || timeout == Timeout.InfiniteTimeSpan
            ? null
            : $"{name} must be more than zero and at most 24 days, or infinite.";

    private static string? FindInCredentials(SemrushClientOptions options, bool hasOtherCredentials)
    {
        var count = (string.IsNullOrEmpty(options.ApiKey) ? 0 : 1)
            + (string.IsNullOrEmpty(options.AccessToken) ? 0 : 1)
            + (options._authenticationProvider is null ? 0 : 1);
        return count switch
        {
            0 when hasOtherCredentials || options._areaProviders.Count > 0 => null,
            0 => "No credential: set ApiKey or AccessToken, or call UseAuthenticationProvider.",
            1 => CredentialText.FindFault(options.ApiKey, nameof(options.ApiKey))
                ?? CredentialText.FindFault(options.AccessToken, nameof(options.AccessToken)),
            _ => "More than one credential: have only one of ApiKey, AccessToken and UseAuthenticationProvider.",
        };
    }

    private static string? FindInRetry(RetryOptions? retry) => retry switch
    {
        null => "Retry must not be null: to turn retrying off, set Retry.MaxRetries to 0.",
        { MaxRetries: < 0 } => "Retry.MaxRetries must be 0 or more.",
        _ => FindInDelay(retry.Delay, "Retry.Delay") ?? FindInDelay(retry.MaxDelay, "Retry.MaxDelay")
            ?? FindInDelay(retry.MaxRetryAfter, "Retry.MaxRetryAfter"),
    };

    private static string? FindInDelay(TimeSpan delay, string name)
        => delay >= TimeSpan.Zero && delay <= LongestTimeout ? null : $"{name} must be zero or more and at most 24 days.";

    private static string? FindInRateLimit(RateLimitOptions? limit) => limit switch
    {
        null => "RateLimit must not be null: to turn the limit off, set RateLimit.Enabled to false.",
        { RequestsPerSecond: < 1 } => "RateLimit.RequestsPerSecond must be 1 or more.",
        { ConcurrentRequests: < 1 } => "RateLimit.ConcurrentRequests must be 1 or more.",
        _ => FindInTimeout(limit.MaxWait, "RateLimit.MaxWait"),
    };
}
