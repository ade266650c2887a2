using Microsoft.Kiota.Abstractions.Authentication;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A provider of tokens that a user of the library wrote.</summary>
internal sealed class YourProvider(Func<CancellationToken, Task<string>> token) : IAccessTokenProvider
{
    public AllowedHostsValidator AllowedHostsValidator { get; } = new(["api.semrush.com"]);

    public Task<string> GetAuthorizationTokenAsync(
        Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) => token(cancellationToken);
}
