using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.AppCenter.Internal;

/// <summary>The six documented errors of the issuer, in the order in which the documentation lists them.</summary>
internal static class IssuerCheck
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    // A fraction of a second in the clock's full resolution does not fit into a number of JSON.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>The error; nothing for a request with a JWT in order. The names are those of the contract's examples.</summary>
    public static Answer? Find(AppCenterStore store, ContractOperation operation, IncomingRequest incoming) =>
        Name(store, incoming) is { } name ? ExampleAnswer.Of(operation, 400, name) : null;

    private static string? Name(AppCenterStore store, IncomingRequest incoming)
    {
        if (!incoming.HasBody || !JsonText.TryRead(incoming.Body!, out var body) || body is not JObject members)
            return "invalidRequestBody";
        if (members["jwt"] is not { Type: not JTokenType.Null } jwt || jwt is JValue { Value: "" })
            return "noJwt";
        if (jwt is not JValue { Value: string token } || AppToken.ReadUnverified(token) is not { } claims)
            return "incorrectJwt";
        if (AppId(claims) is not { } appId)
            return "invalidAppId";
        if (appId != store.AppId)
            return "appNotFound";
        if (!IsComplete(claims) || !AppToken.IsSignedWith(token, store.AppSecret))
            return "incorrectJwt";
        return IsInTime(claims, store.Now) ? null : "expired";
    }

    private static Guid? AppId(JObject claims) =>
        Guid.TryParseExact((claims["iss"] as JValue)?.Value as string, "D", out var id) && id is { Version: 4, Variant: >= 8 and <= 11 }
            ? id
            : null;

    private static bool IsComplete(JObject claims) =>
        claims["aud"] is JValue { Value: "app-center" } && claims["iat"] is { Type: JTokenType.Integer or JTokenType.Float };

    // No tolerance is documented for a clock that is ahead.
    private static bool IsInTime(JObject claims, DateTimeOffset now)
    {
        var seconds = (now - DateTimeOffset.UnixEpoch).TotalSeconds;
        var age = seconds - (double)claims["iat"]!;
        return age >= -Rounding.TotalSeconds && age < Life.TotalSeconds && !IsOver(claims["exp"], seconds);
    }

    // Not documented, yet a token that says itself that it is over is expired.
    private static bool IsOver(JToken? exp, double seconds) =>
        exp is { Type: JTokenType.Integer or JTokenType.Float } && (double)exp <= seconds;
}
