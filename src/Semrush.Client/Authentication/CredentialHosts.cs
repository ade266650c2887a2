namespace Semrush.Client.Authentication;

/// <summary>The addresses that a credential may be sent to: https on known hosts, and nothing else.</summary>
public sealed class CredentialHosts
{
    private const int HttpsPort = 443;

    private CredentialHosts(IReadOnlyList<string> names, bool allowsLoopbackHttp, int port = HttpsPort)
    {
        Names = names;
        Port = port;
        AllowsLoopbackHttp = allowsLoopbackHttp;
    }

    /// <summary>The hosts of the Semrush contracts: <c>api.semrush.com</c> and <c>oauth.semrush.com</c>.</summary>
    public static CredentialHosts Semrush { get; } = new(["api.semrush.com", "oauth.semrush.com"], allowsLoopbackHttp: false);

    /// <summary>The host of the legacy Ahrefs contract: <c>ahrefs.com</c>. Where API v2 itself answers, it does not say: add that host with <see cref="Only"/>.</summary>
    public static CredentialHosts Ahrefs { get; } = new(["ahrefs.com"], allowsLoopbackHttp: false);

    /// <summary>The host names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether plain http to this machine is allowed as well.</summary>
    public bool AllowsLoopbackHttp { get; }

    /// <summary>Hosts of your own, such as a gateway in front of Semrush.</summary>
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
        return new([.. names], allowsLoopbackHttp: false);
    }

    internal int Port { get; }

    // An address that is set along with a credential is the only one that the credential goes to: an emulator's key is not sent to Semrush.
    internal static CredentialHosts For(Uri? baseAddress, bool allowLoopbackHttp, CredentialHosts? usual = null)
    {
        var hosts = baseAddress is null ? usual ?? Semrush : new([baseAddress.Host], allowsLoopbackHttp: false, baseAddress.Scheme == Uri.UriSchemeHttps ? baseAddress.Port : HttpsPort);
        return allowLoopbackHttp ? hosts.WithLoopbackHttp() : hosts;
    }

    /// <summary>The same hosts, and plain http to this machine: for an emulator or a test server.</summary>
    public CredentialHosts WithLoopbackHttp() => new(Names, allowsLoopbackHttp: true, Port);
}
