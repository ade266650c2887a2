using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Pages.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Authorization.Internal;

/// <summary>The token endpoint of the Semrush Auth flow: codes and refresh tokens.</summary>
internal static class AccessTokenHandler
{
    public static Answer Create(AuthorizationState state, EmulatedRequest request)
    {
        var form = request.Json;
        var clientId = (string)form["client_id"]!;
        // A page in place of the error object is what a made-up client was seen to get.
        if (!state.Clients.Knows(clientId))
            return HtmlPage.Message(401, "Unauthorized", "The client is unknown.");
        if (!state.Clients.Authenticates(clientId, (string?)form["client_secret"]))
            return OAuthAnswer.Error("invalid_client");
        return (string?)form["grant_type"] == "refresh_token" ? Refresh(state, form, clientId) : Redeem(state, form, clientId);
    }

    private static Answer Redeem(AuthorizationState state, JObject form, string clientId)
    {
        if (Missing(form, "code", "redirect_uri") is { } missing)
            return missing;
        return state.Codes.Redeem((string?)form["code"], clientId, (string?)form["redirect_uri"]) is { } family
            ? OAuthAnswer.Tokens(state.Tokens.Issue(family))
            : OAuthAnswer.Error("invalid_grant");
    }

    private static Answer Refresh(AuthorizationState state, JObject form, string clientId)
    {
        if (Missing(form, "refresh_token") is { } missing)
            return missing;
        // RFC 6749 has invalid_grant here; invalid_request is what was seen.
        return state.Tokens.Refresh((string)form["refresh_token"]!, clientId) is { } tokens
            ? OAuthAnswer.Tokens(tokens)
            : OAuthAnswer.Error("invalid_request");
    }

    private static Answer? Missing(JObject form, params IEnumerable<string> members)
    {
        var missing = members.FirstOrDefault(member => form[member] is null);
        return missing is null ? null : OAuthAnswer.Error("invalid_request", $"{missing} is required");
    }
}
