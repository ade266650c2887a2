using Semrush.Client.Authentication;
using Semrush.Client.Benchmarks.Tokens;

namespace Semrush.Client.Benchmarks;

/// <summary>Our client as it is measured: with everything on, but for the rate limiter.</summary>
internal static class Settings
{
    public static SemrushClientOptions WithCachedToken(Uri? server = null)
        => new SemrushClientOptions { RateLimit = { Enabled = false } }.UseAccessTokenProvider(new TokenManager(new TokenSource(TimeSpan.Zero), hosts: server is null ? null : CredentialHosts.Only(server)));
}
