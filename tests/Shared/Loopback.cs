namespace Semrush.Client;

/// <summary>Connections of a test to servers on this machine, without a proxy of the environment.</summary>
internal static class Loopback
{
    public static HttpClient CreateClient(Uri? address = null, bool followsRedirects = false)
        => new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = followsRedirects }) { BaseAddress = address };
}
