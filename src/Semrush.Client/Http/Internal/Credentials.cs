using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>The credentials of a client: a default, and one for each API area with a separate credential.</summary>
internal sealed class CredentialSet
{
    private readonly Dictionary<string, IAuthenticationProvider> _areas;

    /// <param name="options">The settings.</param>
    /// <param name="registered">Additional credentials by API area; one without an area is the default.</param>
    public CredentialSet(SemrushClientOptions options, IReadOnlyCollection<(string? Area, IAuthenticationProvider Provider)> registered)
    {
        SettingsCheck.Validate(options, registered.Count > 0);
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

    /// <summary>The key or token of the settings; null if they contain neither.</summary>
    public static IAuthenticationProvider? FromSettings(SemrushClientOptions options, CredentialHosts? only = null)
    {
        var hosts = only ?? CredentialHosts.For(options.BaseAddress);
        return options switch
        {
            { ApiKey.Length: > 0 } => new ApiKeyCredential(options.ApiKey, hosts),
            { AccessToken.Length: > 0 }
                => new BaseBearerTokenAuthenticationProvider(new StaticAccessTokenProvider(options.AccessToken, hosts)),
            _ => null,
        };
    }
}

/// <summary>
/// The key or token of a client's settings, which may change while the client is in use. Hosts and account do not change.
/// </summary>
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

    /// <summary>Creates it for settings with a key or token; null if they contain neither.</summary>
    public static ChangingCredential? From(SemrushClientOptions options) => SecretOf(options) is null ? null : new(options);

    /// <summary>Uses the key or token of changed settings.</summary>
    /// <returns>Whether it is different.</returns>
    public bool Follow(SemrushClientOptions options)
    {
        if (SecretOf(options) is not { } secret || secret == _secret)
            return false;
        // First, as the new credential looks up the account of its secret.
        Account.AlsoHas(secret);
        Current = CredentialSet.FromSettings(options, _hosts)!;
        _secret = secret;
        return true;
    }

    public Task AuthenticateRequestAsync(
        RequestInformation request,
        Dictionary<string, object>? additionalAuthenticationContext = null,
        CancellationToken cancellationToken = default)
        => Current.AuthenticateRequestAsync(request, additionalAuthenticationContext, cancellationToken);

    private static string? SecretOf(SemrushClientOptions options)
        => options.ApiKey is { Length: > 0 } key ? key : options.AccessToken is { Length: > 0 } token ? token : null;
}

/// <summary>Failures of a credential before a request is sent.</summary>
internal static class CredentialErrors
{
    public static SemrushAuthenticationException HostRefused(Uri address) => new(
        $"The credential was not sent to {Place(address)}: it goes only to the servers that it was made for.",
        "Name the server when you make the credential, with CredentialHosts.Only, or as the BaseAddress of the settings that have it.",
        new("Authentication"));

    public static SemrushAuthenticationException Missing(Uri address) => new(
        $"No credential is available for {Place(address)}, so the request was not sent.",
        "Check the authentication provider that the client was given.",
        new("Authentication"));

    public static SemrushAuthenticationException Proxied(Uri address, Uri proxy) => new(
        $"The credential was not sent to {Place(address)}: the HttpClient sends it through the proxy {Place(proxy)}, which could read it.",
        "Turn UseProxy off on the handler of the HttpClient, or name the host in NO_PROXY.",
        new("Authentication"));

    public static SemrushAuthenticationException LeavesThisMachine(Uri address) => new(
        $"The credential was not sent to {Place(address)}: the connection would leave this machine, and http can be read on its way.",
        "Use https, or an address of this machine.",
        new("Authentication"));

    // Scheme, host and port only: user info and query may contain secrets.
    private static string Place(Uri address)
        => address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "a relative address";
}

/// <summary>Advice after a rejected credential, by the codes of RFC 6749 (section 5.2) and RFC 8628 (section 3.5).</summary>
internal static class NextSteps
{
    /// <summary>Advice for any request of an operation.</summary>
    public static string For(ApiOperation operation, string? code, bool isForeign = false) => For(
        code,
        code == "invalid_grant"
            ? "Sign in again: the code or the refresh token is not valid any more."
            : "Check the request. A code or a refresh token in it is not valid any more: sign in again.",
        isForeign && operation.Authenticated
            ? "The response is not in a form of Semrush's API: a gateway, a proxy or a "
                + "sign-in page of the network may have sent it. Stored tokens are kept: check the network and call again."
            : operation.Authenticated
            ? "Check that the key or token is valid, has not expired and belongs to version 4 of the API."
            : "Check the client id, the client secret and the code, and sign in again.");

    /// <summary>Advice for one step of a sign-in.</summary>
    /// <param name="code">The code.</param>
    /// <param name="whenInvalid">The advice for <c>invalid_request</c> and <c>invalid_grant</c>.</param>
    /// <param name="otherwise">The advice without a known code.</param>
    public static string For(string? code, string whenInvalid, string otherwise) => code switch
    {
        "authorization_pending" => "Keep polling at the given interval: the person has not decided yet.",
        "slow_down" => "Add five seconds to the polling interval and go on.",
        "expired_token" => "Start again: the code has expired.",
        "access_denied" => "The person declined: ask again only if they want to.",
        "invalid_client" or "unauthorized_client" => "Check the client id and the client secret, and sign in again.",
        "invalid_scope" => "Check the scopes: Semrush separates them by commas.",
        "invalid_request" or "invalid_grant" => whenInvalid,
        _ => otherwise,
    };
}
