namespace Semrush.Client;

/// <summary>Connections of a test's own to servers on this machine. A proxy that the environment names has no part in them.</summary>
internal static class Loopback
{
    public static HttpClient CreateClient(Uri? address = null, bool followsRedirects = false)
        => new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = followsRedirects }) { BaseAddress = address };
}
