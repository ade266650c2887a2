using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Authentication;

/// <summary>A bearer token that somebody else obtained and renews.</summary>
/// <remarks>Nothing renews it: once it has expired, calls fail with <see cref="SemrushAuthenticationException"/>. Access tokens of Semrush last 7 days.</remarks>
public sealed class StaticAccessTokenProvider : IAccessTokenProvider, IAccountHolder
{
    private readonly HostGate _hosts;
    private readonly Task<string> _token;
    private readonly Account _account;

    /// <summary>A provider of one token.</summary>
    /// <param name="accessToken">The token, without the word <c>Bearer</c>.</param>
    /// <param name="hosts">Where it may be sent; by default to Semrush's own hosts.</param>
    /// <exception cref="ArgumentException">The token is empty, or holds what a header cannot carry.</exception>
    public StaticAccessTokenProvider(string accessToken, CredentialHosts? hosts = null)
    {
        _token = Task.FromResult(CredentialText.Checked(accessToken, nameof(accessToken)));
        _hosts = new(hosts ?? CredentialHosts.Semrush);
        _account = Account.OfSecret(accessToken);
    }

    Account IAccountHolder.Account => _account;

    /// <summary>The hosts that get the token.</summary>
    public AllowedHostsValidator AllowedHostsValidator => _hosts.Validator;

    /// <summary>The token, where the address may have it.</summary>
    /// <param name="uri">Where the token is going to be sent.</param>
    /// <param name="additionalAuthenticationContext">Not used.</param>
    /// <param name="cancellationToken">Not used: nothing is waited for.</param>
    /// <exception cref="SemrushAuthenticationException">The address is not one that the token may be sent to.</exception>
    public Task<string> GetAuthorizationTokenAsync(
        Uri uri,
        Dictionary<string, object>? additionalAuthenticationContext = null,
        CancellationToken cancellationToken = default)
    {
        _hosts.Demand(uri);
        return _token;
    }

    /// <summary>The name of the type, and nothing of the token.</summary>
    public override string ToString() => nameof(StaticAccessTokenProvider);
}
