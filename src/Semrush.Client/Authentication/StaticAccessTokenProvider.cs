using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Authentication;

/// <summary>A bearer token that is obtained and refreshed elsewhere.</summary>
/// <remarks>Once it has expired, calls fail with <see cref="SemrushAuthenticationException"/>. Tokens of Semrush last 7 days.</remarks>
/// <param name="accessToken">The token, without the word <c>Bearer</c>.</param>
/// <param name="hosts">Where it may be sent; by default to Semrush's own hosts.</param>
/// <exception cref="ArgumentException">The token is empty, or contains a character that a header cannot carry.</exception>
public sealed class StaticAccessTokenProvider(string accessToken, CredentialHosts? hosts = null) : IAccessTokenProvider, IAccountHolder
{
    private readonly Task<string> _token = Task.FromResult(CredentialText.Checked(accessToken, nameof(accessToken)));
    private readonly CredentialHosts _hosts = hosts ?? CredentialHosts.Semrush;

    Account IAccountHolder.Account { get; } = Account.OfSecret(accessToken);

    /// <summary>The hosts that get the token. This is a copy; changing it has no effect.</summary>
    public AllowedHostsValidator AllowedHostsValidator => field ??= new(_hosts.Names);

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
        _hosts.EnsureAllowed(uri);
        return _token;
    }

    /// <summary>Returns the type name; it does not contain the token.</summary>
    public override string ToString() => nameof(StaticAccessTokenProvider);
}
