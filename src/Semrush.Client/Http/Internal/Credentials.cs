using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;

namespace Semrush.Client.Http.Internal;

/// <summary>The authentication provider that the settings ask for.</summary>
internal static class Credentials
{
    public static IAuthenticationProvider From(SemrushClientOptions options)
    {
        SettingsCheck.Demand(options);
        if (options._authenticationProvider is { } provider)
            return provider;
        var hosts = Hosts(options);
        return options.ApiKey is { Length: > 0 } key
            ? new ApiKeyCredential(key, hosts)
            : new BaseBearerTokenAuthenticationProvider(new StaticAccessTokenProvider(options.AccessToken!, hosts));
    }

    private static CredentialHosts Hosts(SemrushClientOptions options)
    {
        // Whoever sets an https address along with the key means the key to go there.
        var hosts = options.BaseAddress is { Scheme: "https" } address ? CredentialHosts.Only(address.Host) : CredentialHosts.Semrush;
        return options.AllowLoopbackHttp ? hosts.WithLoopbackHttp() : hosts;
    }
}
