using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Internal;

namespace Semrush.Client.Testing;

/// <summary>
/// The legacy authorization server of Ahrefs in an emulator, with one application. Every member may be used from any thread, also while
/// calls are in progress.
/// </summary>
public sealed class EmulatedAhrefs
{
    private static readonly Uri InitialRedirectUri = new("https://app.example/callback");

    private readonly EmulatedAuthorization _authorization;
    private readonly InvitationPage _page;

    internal EmulatedAhrefs(EmulatedAuthorization authorization)
    {
        _authorization = authorization;
        _page = new InvitationPage(authorization, this);
    }

    /// <summary>The client identifier of the application, unique to the emulator.</summary>
    public string ClientId { get; } = $"ahrefs-client-{Guid.NewGuid():N}";

    /// <summary>The client secret of the application.</summary>
    public string ClientSecret { get; } = $"ahrefs-secret-{Guid.NewGuid():N}";

    /// <summary>The redirect address of the application.</summary>
    /// <value>Default: `https://app.example/callback`.</value>
    public Uri RedirectUri
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (!value.IsAbsoluteUri)
                throw new ArgumentException("The redirect address must be absolute.", nameof(value));
            field = value;
        }
    } = InitialRedirectUri;

    /// <summary>Whether the application is one for desktops, whose redirect has a token; that of one for the web has a code.</summary>
    /// <value>Default: false.</value>
    public bool IsDesktopApplication { get; set; }

    /// <summary>The redirect of the browser after a person has approved: the redirect address, with `code` or `token`.</summary>
    /// <param name="address">The address of the invitation on this emulator, `state` included.</param>
    /// <exception cref="ArgumentException">The page would not redirect the browser; the message has the reason.</exception>
    public Uri ApproveInvitation(Uri address) => _page.Decide(address, _authorization.Accounts[0]);

    /// <summary>The redirect of the browser after a person has denied access: the redirect address, with `error` and `state`.</summary>
    /// <param name="address">The address of the invitation on this emulator, `state` included.</param>
    /// <exception cref="ArgumentException">The page would not redirect the browser; the message has the reason.</exception>
    public Uri DenyInvitation(Uri address) => _page.Decide(address, account: null);

    internal void AddTo(OperationHandlers handlers)
    {
        _page.AddTo(handlers, "/oauth2/invitation");
        handlers.Add("AhrefsOAuth.CreateAhrefsToken", request => CreateToken(request.Json));
    }

    internal void Reset() => (RedirectUri, IsDesktopApplication) = (InitialRedirectUri, false);

    // The contract requires every member that is read here.
    private EmulatedResponse CreateToken(JObject form)
    {
        if ((string?)form["client_id"] != ClientId || (string?)form["client_secret"] != ClientSecret)
            return EmulatedResponse.OAuthError("invalid_client");
        var family = _authorization.Codes.Redeem(
            (string?)form["code"], family => family.IsOf(TokenAudience.Ahrefs, ClientId), (string?)form["redirect_uri"]);
        if (family is null)
            return EmulatedResponse.OAuthError("invalid_grant");
        var tokens = _authorization.IssueTokens(family);
        (tokens["token_type"], tokens["scope"]) = ("bearer", "api");
        return EmulatedResponse.OAuth(200, tokens);
    }

    private sealed class InvitationPage(EmulatedAuthorization authorization, EmulatedAhrefs ahrefs)
        : ConsentPage(authorization, "AhrefsOAuth.AuthorizeAhrefs", "Authorize an Ahrefs application")
    {
        protected override IReadOnlyList<(string Id, string Label, string Value)> Facts(EmulatedRequest request)
            => [("client", "Application", ahrefs.ClientId), ("scopes", "Access", "to spend API rows of this account")];

        protected override Uri Approve(EmulatedRequest request, EmulatedAccount account)
        {
            var family = new TokenFamily(TokenAudience.Ahrefs, ahrefs.ClientId);
            if (ahrefs.IsDesktopApplication)
                return Redirect(ahrefs.RedirectUri, request, "token", (string)Authorization.IssueTokens(family)["access_token"]!);
            var lifetime = Authorization.Options.AuthorizationCodeLifetime;
            return Redirect(
                ahrefs.RedirectUri, request, "code", Authorization.Codes.Issue(family, lifetime, ahrefs.RedirectUri.OriginalString));
        }

        protected override Uri Deny(EmulatedRequest request) => Redirect(ahrefs.RedirectUri, request, "error", "access_denied");
    }
}
