using Semrush.Client.Testing.Credentials.Internal;
using Semrush.Client.Testing.Pages.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Ahrefs.Internal;

/// <summary>The approval of an application of Ahrefs.</summary>
internal sealed class InvitationConsent(AhrefsState state) : IConsent
{
    public string OperationId => "AhrefsOAuth.AuthorizeAhrefs";

    public string Title => "Authorize an Ahrefs application";

    public IReadOnlyList<(string Id, string Name, string Value)> Facts(EmulatedRequest request) =>
    [
        ("client", "Application", state.ClientId),
        ("scopes", "Access", "to spend API rows of this account"),
    ];

    public string? Refuse(EmulatedRequest request) => null;

    public Uri Approve(EmulatedRequest request)
    {
        lock (state.Gate)
        {
            return Answer(request, state.IsDesktopApplication ? ("token", Token()) : ("code", Code()));
        }
    }

    public Uri Deny(EmulatedRequest request)
    {
        lock (state.Gate)
            return Answer(request, ("error", "access_denied"));
    }

    private string Code() => state.Codes.Issue(state.ClientId, state.RedirectUri.OriginalString);

    private string Token() => state.Authorization.Tokens.Issue(new TokenFamily(TokenAudience.Ahrefs, state.ClientId)).AccessToken;

    private Uri Answer(EmulatedRequest request, (string Name, string? Value) answer) =>
        RedirectAddress.With(state.RedirectUri, answer, ("state", request.Text("state")));
}
