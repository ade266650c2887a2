namespace Semrush.Client.Http.Internal;

/// <summary>The failures of a credential before a request is sent.</summary>
internal static class CredentialErrors
{
    public static SemrushAuthenticationException HostRefused(Uri address) => new(
        $"The credential was not sent to {Place(address)}: it goes only to the servers that it was made for.",
        "Name the server when you make the credential, with CredentialHosts.Only, or as the BaseAddress of the settings that have it.",
        new("Authentication"));

    public static SemrushAuthenticationException Missing(Uri address) => new(
        $"No credential could be had for {Place(address)}, so the request was not sent.",
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

    // Scheme, host and port only: user info and query may hold secrets.
    private static string Place(Uri address)
        => address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "a relative address";
}
