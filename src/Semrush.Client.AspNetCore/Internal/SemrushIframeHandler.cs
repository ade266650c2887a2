using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Semrush.Client.Authentication;

namespace Semrush.Client.AspNetCore.Internal;

/// <summary>Authenticates a request by the token that Semrush passes to the iframe of an app.</summary>
internal sealed class SemrushIframeHandler(IOptionsMonitor<SemrushIframeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<SemrushIframeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // The iframe is opened with the parameter; reports, and the calls of an app to itself, have the header.
        var token = Single(Request.Headers[SemrushIframeDefaults.TokenName])
            ?? (HttpMethods.IsGet(Request.Method) ? Single(Request.Query[SemrushIframeDefaults.TokenName]) : null);
        if (token is null)
            return AuthenticateResult.NoResult();
        var result = await Options.Validator.ValidateAsync(token).ConfigureAwait(false);
        // The message is a fixed sentence: the framework logs it.
        return result.IsValid ? AuthenticateResult.Success(TicketOf(result.Viewer)) : AuthenticateResult.Fail(result.ErrorMessage);
    }

    // As in Semrush's sample: 401 would ask for credentials, which a page inside an iframe cannot obtain.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => HandleForbiddenAsync(properties);

    // Several tokens are joined, which makes them one that is not valid.
    private static string? Single(StringValues values) => StringValues.IsNullOrEmpty(values) ? null : values.ToString();

    private AuthenticationTicket TicketOf(AppViewer viewer)
    {
        Context.Features.Set(viewer);
        var claim = new Claim(ClaimTypes.NameIdentifier, viewer.ViewerId, ClaimValueTypes.String, ClaimsIssuer);
        var identity = new ClaimsIdentity([claim], Scheme.Name);
        return new(new(identity), new() { ExpiresUtc = viewer.ExpiresAt }, Scheme.Name);
    }
}
