using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Authorization.Internal;
using Semrush.Client.Testing.Pages.Internal;
using Semrush.Client.Testing.Routing.Internal;

namespace Semrush.Client.Testing.Ahrefs.Internal;

/// <summary>The invitation of an application, and the exchange of its codes.</summary>
internal static class AhrefsHandlers
{
    public static void AddTo(OperationHandlers handlers, AhrefsState state, ConsentPage page)
    {
        page.AddTo(handlers, "/oauth2/invitation");
        handlers.Add("AhrefsOAuth.CreateAhrefsToken", request =>
        {
            lock (state.Gate)
                return Redeem(state, request.Json);
        });
    }

    // Everything that is read here is required by the contract.
    private static Answer Redeem(AhrefsState state, JObject form)
    {
        if ((string?)form["client_id"] != state.ClientId || (string?)form["client_secret"] != state.ClientSecret)
            return OAuthAnswer.Error("invalid_client");
        if (state.Codes.Redeem((string?)form["code"], state.ClientId, (string?)form["redirect_uri"]) is not { } family)
            return OAuthAnswer.Error("invalid_grant");
        var tokens = state.Authorization.Tokens.Issue(family);
        return OAuthAnswer.Ok(new JObject
        {
            ["access_token"] = tokens.AccessToken,
            ["expires_in"] = tokens.ExpiresIn,
            ["token_type"] = "bearer",
            ["scope"] = "api",
            ["refresh_token"] = tokens.RefreshToken,
        });
    }
}
