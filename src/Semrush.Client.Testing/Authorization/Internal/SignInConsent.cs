using Semrush.Client.Testing.Pages.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Authorization.Internal;

/// <summary>The approval of the Semrush Auth flow.</summary>
internal sealed class SignInConsent(AuthorizationState state) : IConsent
{
    public const string SuccessPath = "/oauth2/success";

    public string OperationId => "OAuth.Authorize";

    public string Title => "Authorize access";

    public IReadOnlyList<(string Id, string Name, string Value)> Facts(EmulatedRequest request) =>
    [
        ("client", "Application", request.Text("client_id")!),
        ("scopes", "Scopes", DecisionForm.Scopes(request.Texts("scope"))),
    ];

    public string? Refuse(EmulatedRequest request)
    {
        lock (state.Gate)
        {
            if (!state.Clients.Knows(request.Text("client_id")))
                return "client_id is unknown";
        }

        if (Redirect(request) is null)
            return $"redirect_uri is neither {SuccessPath} nor an http address of this machine";
        return request.Text("response_type") == "code" ? null : "response_type must be code";
    }

    public Uri Approve(EmulatedRequest request)
    {
        lock (state.Gate)
            return Answer(request, "code", state.Codes.Issue(request.Text("client_id")!, request.Text("redirect_uri")!));
    }

    public Uri Deny(EmulatedRequest request) => Answer(request, "error", "access_denied");

    private Uri Answer(EmulatedRequest request, string name, string value) =>
        RedirectAddress.With(Redirect(request)!, (name, value), ("state", request.Text("state")));

    private Uri? Redirect(EmulatedRequest request)
    {
        var text = request.Text("redirect_uri");
        if (text == SuccessPath)
            return new Uri(state.Address, SuccessPath);
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { IsLoopback: true, Scheme: "http" or "https", UserInfo: "", Fragment: "" } ? address : null;
    }
}
