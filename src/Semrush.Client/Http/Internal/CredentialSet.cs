using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;

namespace Semrush.Client.Http.Internal;

/// <summary>The credentials of a client: one for each API area that has its own, and one for the rest.</summary>
internal sealed class CredentialSet
{
    private readonly Dictionary<string, IAuthenticationProvider> _areas;

    /// <param name="options">The settings.</param>
    /// <param name="registered">Credentials that were registered beside them, by API area; one without an area is for the rest.</param>
    public CredentialSet(SemrushClientOptions options, IReadOnlyCollection<(string? Area, IAuthenticationProvider Provider)> registered)
    {
        SettingsCheck.Demand(options, registered.Count > 0);
        _areas = new(options._areaProviders, StringComparer.Ordinal);
        Default = options._authenticationProvider ?? FromSettings(options);
        foreach (var (area, provider) in registered)
            if (area is null)
                Default = provider;
            else
                _areas[area] = provider;
    }

    public IAuthenticationProvider? Default { get; }

    public IAuthenticationProvider? Find(string area) => _areas.GetValueOrDefault(area) ?? Default;

    private static IAuthenticationProvider? FromSettings(SemrushClientOptions options)
    {
        var hosts = CredentialHosts.For(options.BaseAddress, options.AllowLoopbackHttp);
        return options switch
        {
            { ApiKey.Length: > 0 } => new ApiKeyCredential(options.ApiKey, hosts),
            { AccessToken.Length: > 0 } => new BaseBearerTokenAuthenticationProvider(new StaticAccessTokenProvider(options.AccessToken, hosts)),
            _ => null,
        };
    }
}
