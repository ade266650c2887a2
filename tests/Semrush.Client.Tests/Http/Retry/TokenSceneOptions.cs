using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Retry;

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
