using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Semrush.Client.Authentication;

namespace Semrush.Client.AspNetCore.Internal;

/// <summary>Authenticates a request by the token that Semrush hands to the iframe of an app.</summary>
internal sealed class SemrushIframeHandler(IOptionsMonitor<SemrushIframeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<SemrushIframeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenSource.Find(Request) is not { } token)
            return AuthenticateResult.NoResult();
        var result = await Options.Validator.ValidateAsync(token).ConfigureAwait(false);
        // The message is a fixed sentence: the framework logs it.
        return result.IsValid ? AuthenticateResult.Success(TicketOf(result.Viewer)) : AuthenticateResult.Fail(result.ErrorMessage);
    }

    // As Semrush's sample answers: 401 would ask for credentials, and a page inside an iframe has nobody to ask.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => HandleForbiddenAsync(properties);

    private AuthenticationTicket TicketOf(AppViewer viewer)
    {
        Context.Features.Set(new ViewerFeature(viewer));
        var claim = new Claim(ClaimTypes.NameIdentifier, viewer.ViewerId, ClaimValueTypes.String, ClaimsIssuer);
        var identity = new ClaimsIdentity([claim], Scheme.Name);
        return new(new(identity), new() { ExpiresUtc = viewer.ExpiresAt }, Scheme.Name);
    }
}
