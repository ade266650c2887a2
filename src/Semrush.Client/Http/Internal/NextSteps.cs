namespace Semrush.Client.Http.Internal;

/// <summary>What to do about a refused credential, by the codes of RFC 6749 (section 5.2) and RFC 8628 (section 3.5).</summary>
internal static class NextSteps
{
    public static string For(ApiOperation operation, string? code, bool isForeign = false) => code switch
    {
        "authorization_pending" => "Keep polling at the given interval: the person has not decided yet.",
        "slow_down" => "Add five seconds to the polling interval and go on.",
        "expired_token" => "Start again: the code has expired.",
        "access_denied" => "The person declined: ask again only if they want to.",
        "invalid_client" or "unauthorized_client" => "Check the client id and the client secret, and sign in again.",
        "invalid_scope" => "Check the scopes: Semrush separates them by commas.",
        "invalid_request" or "invalid_grant" => "Sign in again: the code or the refresh token is not valid any more.",
        _ when isForeign && operation.Authenticated => "The response has no form of Semrush's API: a gateway, a proxy or a "
            + "sign-in page of the network may have sent it. Stored tokens are kept: check the network and call again.",
        _ when operation.Authenticated => "Check that the key or token is valid, has not expired and belongs to version 4 of the API.",
        _ => "Check the client id, the client secret and the code, and sign in again.",
    };
}
