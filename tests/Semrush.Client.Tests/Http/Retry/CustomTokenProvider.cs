using Microsoft.Kiota.Abstractions.Authentication;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A provider of tokens of the application.</summary>
internal sealed class CustomTokenProvider(Func<CancellationToken, Task<string>> token) : IAccessTokenProvider
{
    public AllowedHostsValidator AllowedHostsValidator { get; } = new(["api.semrush.com"]);

    public Task<string> GetAuthorizationTokenAsync(
        Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) => token(cancellationToken);
}
