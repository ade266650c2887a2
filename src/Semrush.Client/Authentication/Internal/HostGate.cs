using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.Internal;

/// <summary>Decides whether an address may have a credential.</summary>
internal sealed class HostGate(CredentialHosts hosts)
{
    /// <summary>Tells Kiota what is allowed. Whoever changes it changes nothing: the decision is made here, and costs no allocation.</summary>
    public AllowedHostsValidator Validator { get; } = new(hosts.Names);

    public void Demand(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!IsAllowed(address))
            throw CredentialErrors.HostRefused(address);
    }

    private bool IsAllowed(Uri address)
        // Another port may belong to anybody on that host.
        => address is { IsAbsoluteUri: true, UserInfo.Length: 0 } && address.Scheme == hosts.Scheme && address.Port == hosts.Port && IsKnown(address.Host);

    private bool IsKnown(string host)
    {
        for (var i = 0; i < hosts.Names.Count; i++)
            if (string.Equals(hosts.Names[i], host, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
