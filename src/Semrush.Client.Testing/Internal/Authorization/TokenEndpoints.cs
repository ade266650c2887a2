using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Internal;

/// <summary>The token endpoints of the Semrush Auth flow and of devices, and the pages of both.</summary>
internal static class TokenEndpoints
{
    public static void AddTo(OperationHandlers handlers, EmulatedAuthorization authorization)
    {
        handlers.Add("DeviceAuthorization.CreateDeviceCode", request => CreateDeviceCode(authorization, request));
        handlers.Add("DeviceAuthorization.CreateDeviceToken", request => CreateDeviceToken(authorization, request));
        handlers.Add("OAuth.CreateAccessToken", request => CreateAccessToken(authorization, request.Json));
        handlers.AddPage("GET", DevicePage.Path, incoming => DevicePage.Show(authorization, incoming));
        handlers.AddPage("POST", DevicePage.Path, incoming => DevicePage.Decide(authorization, incoming));
        handlers.AddPage("GET", SignInPage.SuccessPath, ShowSuccess);
        authorization.AddTo(handlers);
    }

    private static EmulatedResponse CreateDeviceCode(EmulatedAuthorization authorization, EmulatedRequest request)
    {
        // In the query, in the form, or the same in both. It is not known which of the two Semrush reads, so that no test may rely on it.
        var (query, form) = (request.Texts("scope"), EmulatedRequest.Texts(request.Json["scope"]));
        if (query.Count > 0 && form.Count > 0 && !query.SequenceEqual(form))
            return EmulatedResponse.OAuthError("invalid_request", "the scopes of query and form differ");
        var device = authorization.StartDevice(query.Count > 0 ? query : form);
        return EmulatedResponse.OAuth(200, new
        {
            device_code = device.DeviceCode,
            user_code = device.UserCode,
            verification_uri = new Uri(authorization.Address, $"{DevicePage.Path}?code={device.UserCode}").AbsoluteUri,
            expires_in = (long)authorization.Options.DeviceCodeLifetime.TotalSeconds,
            interval = (long)authorization.Options.PollInterval.TotalSeconds,
        });
    }

    private static EmulatedResponse CreateDeviceToken(EmulatedAuthorization authorization, EmulatedRequest request)
    {
        var code = (string)request.Json["device_code"]!;
        // What the live server returns for a refresh token instead of a device code.
        if (!DeviceSignIn.IsDeviceCode(code))
            return EmulatedResponse.OAuthError("expired_token");
        if (authorization.FindDevice(code) is not { IsCompleted: false } device)
            return EmulatedResponse.OAuthError("invalid_request");

        var isInTime = authorization.Poll(device);
        if (device.IsExpired(authorization.Now))
            return EmulatedResponse.OAuthError("expired_token");
        if (device.IsApproved is not { } isApproved)
            return EmulatedResponse.OAuthError(isInTime ? "authorization_pending" : "slow_down");
        if (!isApproved)
            return EmulatedResponse.OAuthError("access_denied");
        device.IsCompleted = true;
        var family = new TokenFamily(TokenAudience.Semrush, clientId: null, device.Account);
        return EmulatedResponse.OAuth(200, authorization.IssueTokens(family));
    }

    private static EmulatedResponse CreateAccessToken(EmulatedAuthorization authorization, JObject form)
    {
        var clientId = (string)form["client_id"]!;
        // The live server returns a page instead of the error object for an unknown client.
        if (!authorization.Knows(clientId))
            return HtmlPage.Message(401, "Unauthorized", "The client is unknown.");
        if (!authorization.Authenticates(clientId, (string?)form["client_secret"]))
            return EmulatedResponse.OAuthError("invalid_client");

        var isRefresh = (string?)form["grant_type"] == "refresh_token";
        string[] required = isRefresh ? ["refresh_token"] : ["code", "redirect_uri"];
        if (Array.Find(required, name => form[name] is null) is { } missing)
            return EmulatedResponse.OAuthError("invalid_request", $"{missing} is required");
        var family = isRefresh
            ? authorization.RefreshTokens.Redeem((string?)form["refresh_token"], family => MayRefresh(authorization, family, clientId))
            : authorization.Codes.Redeem(
                (string?)form["code"], family => family.IsOf(TokenAudience.Semrush, clientId), (string?)form["redirect_uri"]);
        // For a refresh token, RFC 6749 has invalid_grant; the live server returns invalid_request.
        return family is null
            ? EmulatedResponse.OAuthError(isRefresh ? "invalid_request" : "invalid_grant")
            : EmulatedResponse.OAuth(200, authorization.IssueTokens(family));
    }

    private static bool MayRefresh(EmulatedAuthorization authorization, TokenFamily family, string clientId)
        => family.IsOf(TokenAudience.Semrush, clientId)
        || (family is { Audience: TokenAudience.Semrush, ClientId: null } && authorization.Options.RefreshDeviceTokens);

    // The title is the documented one. The page after access was denied is not documented.
    private static EmulatedResponse ShowSuccess(IncomingRequest incoming)
        => incoming.Query.Any(pair => pair.Key == "code")
            ? HtmlPage.Message(200, "Authorization provided", "Copy the code from the address of this page.")
            : HtmlPage.Message(200, "Authorization not provided", "There is no code in the address of this page.");
}
