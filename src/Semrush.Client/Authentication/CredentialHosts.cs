using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication;

/// <summary>The servers that a credential may be sent to, and no other.</summary>
public sealed class CredentialHosts
{
    private readonly string[] _names;
    private readonly string _scheme;
    private readonly int _port;

    private CredentialHosts(string[] names, string? scheme = null, int port = 443)
    {
        _names = names;
        _scheme = scheme ?? Uri.UriSchemeHttps;
        _port = port;
    }

    /// <summary>The hosts of the Semrush contracts: <c>api.semrush.com</c> and <c>oauth.semrush.com</c>.</summary>
    public static CredentialHosts Semrush { get; } = new(["api.semrush.com", "oauth.semrush.com"]);

    /// <summary>The host of the legacy Ahrefs contract: <c>ahrefs.com</c>. For that of API v2, use <see cref="Only(string[])"/>.</summary>
    public static CredentialHosts Ahrefs { get; } = new(["ahrefs.com"]);

    /// <summary>The host names.</summary>
    public IReadOnlyList<string> Names => field ??= Array.AsReadOnly(_names);

    /// <summary>Hosts of your own, such as a gateway in front of Semrush, over https on port 443.</summary>
    /// <param name="names">Host names, without scheme and port.</param>
    /// <exception cref="ArgumentException">No name, or one that is not a plain host name.</exception>
    public static CredentialHosts Only(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length == 0)
            throw new ArgumentException("Name at least one host: a credential without hosts would go anywhere.", nameof(names));
        foreach (var name in names)
            if (Uri.CheckHostName(name) == UriHostNameType.Unknown)
                throw new ArgumentException($"'{name}' is not a host name: give it without scheme, port and path.", nameof(names));
        return new([.. names]);
    }

    /// <summary>One server by its address, which is https, or http on this machine: a gateway on another port, an emulator.</summary>
    /// <param name="address">The address; its path is ignored.</param>
    /// <exception cref="ArgumentException">It is relative, plain http to another machine, or has user info, query or fragment.</exception>
    public static CredentialHosts Only(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return SettingsCheck.FindInAddress(address, "The address") is { } fault
            ? throw new ArgumentException(fault, nameof(address))
            : For(address);
    }

    // A credential goes only to the address that is set along with it: an emulator's key is not sent to Semrush.
    internal static CredentialHosts For(Uri? baseAddress, CredentialHosts? usual = null) => baseAddress switch
    {
        null or { IsAbsoluteUri: false } => usual ?? Semrush,
        { Scheme: "https" } or { Scheme: "http", IsLoopback: true } => new([baseAddress.Host], baseAddress.Scheme, baseAddress.Port),
        _ => new([baseAddress.Host]),
    };

    // Decided here and not by Kiota's validator, which can be changed and allocates.
    internal void EnsureAllowed(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        // Another port of the host may belong to another server.
        if (address is not { IsAbsoluteUri: true, UserInfo.Length: 0 } || address.Scheme != _scheme || address.Port != _port
            || !_names.AsSpan().Contains(address.Host, StringComparer.OrdinalIgnoreCase))
            throw CredentialErrors.HostRefused(address);
    }
}
