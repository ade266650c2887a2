namespace Semrush.Client.Http.Internal;

/// <summary>What to do about a refused credential, by the codes of RFC 6749 (section 5.2) and RFC 8628 (section 3.5).</summary>
internal static class NextSteps
{
    /// <summary>Advice that holds for any request with that operation.</summary>
    public static string For(ApiOperation operation, string? code, bool isForeign = false) => For(
        code,
        code == "invalid_grant"
            ? "Sign in again: the code or the refresh token is not valid any more."
            : "Check the request. A code or a refresh token in it is not valid any more: sign in again.",
        isForeign && operation.Authenticated
            ? "The response has no form of Semrush's API: a gateway, a proxy or a "
                + "sign-in page of the network may have sent it. Stored tokens are kept: check the network and call again."
            : operation.Authenticated
            ? "Check that the key or token is valid, has not expired and belongs to version 4 of the API."
            : "Check the client id, the client secret and the code, and sign in again.");

    /// <summary>Advice for one step of a sign-in.</summary>
    /// <param name="code">The code.</param>
    /// <param name="whenInvalid">The advice for <c>invalid_request</c> and <c>invalid_grant</c>, which depends on what was sent.</param>
    /// <param name="otherwise">The advice where there is no code, or none that is known.</param>
    public static string For(string? code, string whenInvalid, string otherwise) => code switch
    {
        "authorization_pending" => "Keep polling at the given interval: the person has not decided yet.",
        "slow_down" => "Add five seconds to the polling interval and go on.",
        "expired_token" => "Start again: the code has expired.",
        "access_denied" => "The person declined: ask again only if they want to.",
        "invalid_client" or "unauthorized_client" => "Check the client id and the client secret, and sign in again.",
        "invalid_scope" => "Check the scopes: Semrush separates them by commas.",
        "invalid_request" or "invalid_grant" => whenInvalid,
        _ => otherwise,
    };
}
