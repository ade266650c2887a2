using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.Http.Limits.Internal;

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

    /// <summary>The key or token of the settings; none where they have neither.</summary>
    public static IAuthenticationProvider? FromSettings(SemrushClientOptions options, CredentialHosts? only = null)
    {
        var hosts = only ?? CredentialHosts.For(options.BaseAddress);
        return options switch
        {
            { ApiKey.Length: > 0 } => new ApiKeyCredential(options.ApiKey, hosts),
            { AccessToken.Length: > 0 } => new BaseBearerTokenAuthenticationProvider(new StaticAccessTokenProvider(options.AccessToken, hosts)),
            _ => null,
        };
    }
}

/// <summary>The key or token of a client's settings, which may be changed while the client is in use. Its hosts stay, and so does the account that it counts for.</summary>
internal sealed class ChangingCredential : IAuthenticationProvider, IAccountHolder
{
    private readonly CredentialHosts _hosts;
    private string? _secret;

    private ChangingCredential(SemrushClientOptions options)
    {
        _hosts = CredentialHosts.For(options.BaseAddress);
        _secret = SecretOf(options);
        Current = CredentialSet.FromSettings(options, _hosts)!;
        Account = Account.OfProvider(Current);
    }

    /// <summary>The credential of the last valid settings.</summary>
    public IAuthenticationProvider Current { get => Volatile.Read(ref field); private set => Volatile.Write(ref field, value); }

    public Account Account { get; }

    /// <summary>A credential that follows the settings; none where they have neither key nor token.</summary>
    public static ChangingCredential? From(SemrushClientOptions options) => SecretOf(options) is null ? null : new(options);

    /// <summary>Takes the key or token of changed settings.</summary>
    /// <returns>Whether it is another one.</returns>
    public bool Follow(SemrushClientOptions options)
    {
        if (SecretOf(options) is not { } secret || secret == _secret)
            return false;
        // First: the credential looks for the account of its secret.
        Account.AlsoHas(secret);
        Current = CredentialSet.FromSettings(options, _hosts)!;
        _secret = secret;
        return true;
    }

    public Task AuthenticateRequestAsync(RequestInformation request, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
        => Current.AuthenticateRequestAsync(request, additionalAuthenticationContext, cancellationToken);

    private static string? SecretOf(SemrushClientOptions options)
        => options.ApiKey is { Length: > 0 } key ? key : options.AccessToken is { Length: > 0 } token ? token : null;
}
