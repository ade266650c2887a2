using Semrush.Client.Testing.Authorization.Internal;
using Semrush.Client.Testing.Credentials.Internal;

namespace Semrush.Client.Testing.Ahrefs.Internal;

/// <summary>The application and its codes. Whoever reads or changes them holds the gate, that of the authorization server.</summary>
internal sealed class AhrefsState(AuthorizationState authorization, EmulatedAuthorizationOptions options, TimeProvider time)
{
    private static readonly Uri InitialRedirectUri = new("https://app.example/callback");

    public AuthorizationState Authorization => authorization;

    public Lock Gate => authorization.Gate;

    public string ClientId { get; } = $"ahrefs-client-{Guid.NewGuid():N}";

    public string ClientSecret { get; } = $"ahrefs-secret-{Guid.NewGuid():N}";

    public Uri RedirectUri { get; set; } = InitialRedirectUri;

    public bool IsDesktopApplication { get; set; }

    public AuthorizationCodes Codes { get; } = new(TokenAudience.Ahrefs, options, time);

    public void Reset()
    {
        lock (Gate)
        {
            RedirectUri = InitialRedirectUri;
            IsDesktopApplication = false;
            Codes.Reset();
        }
    }
}
