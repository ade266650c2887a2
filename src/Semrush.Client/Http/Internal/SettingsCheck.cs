namespace Semrush.Client.Http.Internal;

/// <summary>What is wrong with the settings, each fault named by its setting.</summary>
internal static class SettingsCheck
{
    public static void Demand(SemrushClientOptions options)
    {
        if (Find(options) is { } fault)
            throw new ArgumentException(fault, nameof(options));
    }

    public static string? Find(SemrushClientOptions options)
    {
        var credentials = (string.IsNullOrEmpty(options.ApiKey) ? 0 : 1) + (string.IsNullOrEmpty(options.AccessToken) ? 0 : 1)
            + (options.AuthenticationProvider is null ? 0 : 1);
        return credentials switch
        {
            0 => "No credential: set ApiKey, AccessToken or AuthenticationProvider.",
            > 1 => "More than one credential: set only one of ApiKey, AccessToken and AuthenticationProvider.",
            _ when options.BaseAddress is { } address => FindInAddress(address, options.AllowLoopbackHttp),
            _ when options.Timeout <= TimeSpan.Zero && options.Timeout != System.Threading.Timeout.InfiniteTimeSpan => "Timeout must be more than zero.",
            _ => null,
        };
    }

    private static string? FindInAddress(Uri address, bool allowLoopbackHttp)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            return "BaseAddress must be an absolute https address.";
        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            return "BaseAddress must have neither user info nor query nor fragment.";
        if (address.Scheme == Uri.UriSchemeHttp && !(address.IsLoopback && allowLoopbackHttp))
            return "BaseAddress must be https; http is possible to this machine only, with AllowLoopbackHttp.";
        return address.Scheme == Uri.UriSchemeHttps && !address.IsDefaultPort ? "BaseAddress must use the default port of https." : null;
    }
}
