using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Authorization.Internal;

/// <summary>Answers of a token endpoint, RFC 6749 sections 5.1 and 5.2. No cache may keep them.</summary>
internal static class OAuthAnswer
{
    public static Answer Ok(JObject body) => Of(200, body);

    public static Answer Tokens(IssuedTokens tokens) => Ok(new JObject
    {
        ["access_token"] = tokens.AccessToken,
        ["token_type"] = "Bearer",
        ["expires_in"] = tokens.ExpiresIn,
        ["refresh_token"] = tokens.RefreshToken,
    });

    public static Answer Error(string code, string? description = null)
    {
        var body = new JObject { ["error"] = code };
        if (description is not null)
            body["error_description"] = description;
        return Of(code == "invalid_client" ? 401 : 400, body);
    }

    private static Answer Of(int status, JObject body) => new(status, JsonText.Write(body), "application/json")
    {
        Headers = [KeyValuePair.Create("Cache-Control", "no-store")],
    };
}
