using System.Net.Http.Headers;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Authentication;

/// <summary>A v4 API key, sent as <c>Authorization: Apikey …</c> to Semrush's hosts and no others.</summary>
/// <remarks>It is a Kiota authentication provider, so it also serves a Kiota client. Version 4 rejects a key of API version 3.</remarks>
/// <param name="apiKey">The key, without the word <c>Apikey</c>.</param>
/// <param name="hosts">Where it may be sent; by default to Semrush's own hosts.</param>
/// <exception cref="ArgumentException">The key is empty, or contains a character that a header cannot carry.</exception>
public sealed class ApiKeyCredential(string apiKey, CredentialHosts? hosts = null) : IAuthenticationProvider, IAccountHolder
{
    private readonly AuthenticationHeaderValue _header = new("Apikey", CredentialText.Checked(apiKey, nameof(apiKey)));
    private readonly CredentialHosts _hosts = hosts ?? CredentialHosts.Semrush;

    Account IAccountHolder.Account { get; } = Account.OfSecret(apiKey);

    /// <summary>The hosts that get the key. This is a copy; changing it has no effect.</summary>
    public AllowedHostsValidator AllowedHostsValidator => field ??= new(_hosts.Names);

    /// <summary>Adds the key to a request of a Kiota client.</summary>
    /// <param name="request">The request.</param>
    /// <param name="additionalAuthenticationContext">Not used.</param>
    /// <param name="cancellationToken">Not used: nothing is waited for.</param>
    /// <exception cref="SemrushAuthenticationException">The address is not one that the key may be sent to.</exception>
    public Task AuthenticateRequestAsync(
        RequestInformation request,
        Dictionary<string, object>? additionalAuthenticationContext = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Headers.Remove("Authorization");
        request.Headers.Add("Authorization", HeaderFor(request.URI).ToString());
        return Task.CompletedTask;
    }

    /// <summary>Returns the type name; it does not contain the key.</summary>
    public override string ToString() => nameof(ApiKeyCredential);

    internal AuthenticationHeaderValue HeaderFor(Uri address)
    {
        _hosts.EnsureAllowed(address);
        return _header;
    }
}
