using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A provider of tokens of the application.</summary>
internal sealed class CustomTokenProvider(Func<CancellationToken, Task<string>> token) : IAccessTokenProvider
{
    public AllowedHostsValidator AllowedHostsValidator { get; } = new(["api.semrush.com"]);

    public Task<string> GetAuthorizationTokenAsync(
        Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) => token(cancellationToken);
}

/// <summary>A client whose tokens come from a scene.</summary>
internal static class TokenSceneOptions
{
    public static SemrushClientOptions Options(this TokenScene scene)
    {
        var options = RetriedCall.Options;
        options.ApiKey = null;
        return options.UseAccessTokenProvider(scene.Manager);
    }
}
