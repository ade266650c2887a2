using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Internal;

/// <summary>Checks a request to the issuer for the six documented errors, in the order in which the documentation lists them.</summary>
internal static class IssuerCheck
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // A JSON number cannot have a fraction of a second in the clock's full resolution.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>The error; null for a request with a valid JWT. Its names are those of the contract's examples.</summary>
    public static EmulatedResponse? FindError(EmulatedAppCenter app, ContractOperation operation, IncomingRequest incoming)
        => FindError(app, incoming) is { } example ? ExampleResponse.Of(operation, 400, example) : null;

    private static string? FindError(EmulatedAppCenter app, IncomingRequest incoming)
    {
        if (!incoming.HasBody || !JsonText.TryRead(incoming.Body!, out var body) || body is not JObject members)
            return "invalidRequestBody";
        if (members["jwt"] is not { Type: not JTokenType.Null } jwt || jwt is JValue { Value: "" })
            return "noJwt";
        if (jwt is not JValue { Value: string token } || AppToken.ReadUnverified(token) is not { } claims)
            return "incorrectJwt";
        var issuer = (claims["iss"] as JValue)?.Value as string;
        if (!Guid.TryParseExact(issuer, "D", out var appId) || appId is not { Version: 4, Variant: >= 8 and <= 11 })
            return "invalidAppId";
        if (appId != Guid.Parse(app.AppId))
            return "appNotFound";
        if (claims["aud"] is not JValue { Value: "app-center" } || !IsNumber(claims["iat"]) || !AppToken.IsSignedWith(token, app.AppSecret))
            return "incorrectJwt";

        // No tolerance is documented for a clock that is ahead. That `exp` counts is not documented, either.
        var seconds = (app.Now - DateTimeOffset.UnixEpoch).TotalSeconds;
        var age = seconds - (double)claims["iat"]!;
        var isOver = IsNumber(claims["exp"]) && (double)claims["exp"]! <= seconds;
        return isOver || age < -Rounding.TotalSeconds || age >= Lifetime.TotalSeconds ? "expired" : null;
    }

    private static bool IsNumber(JToken? claim) => claim is { Type: JTokenType.Integer or JTokenType.Float };
}

/// <summary>
/// Signs and verifies JWTs with HS256. Claims are read as a document, so that a number stays an integer or a fraction. Times are not
/// checked.
/// </summary>
internal static class AppToken
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public static string Sign(JObject claims, string secret)
        => Handler.CreateToken(JsonText.Write(claims), new SigningCredentials(Key(secret), SecurityAlgorithms.HmacSha256));

    /// <summary>The claims of a token, whatever its signature; null for any other text.</summary>
    public static JObject? ReadUnverified(string token)
    {
        try
        {
            var payload = Base64UrlEncoder.Decode(Handler.ReadJsonWebToken(token).EncodedPayload);
            return JsonText.TryRead(payload, out var claims) ? claims as JObject : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or SecurityTokenException)
        {
            return null;
        }
    }

    public static bool IsSignedWith(string token, string secret)
    {
        var parameters = new TokenValidationParameters
        {
            IssuerSigningKey = Key(secret),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateAudience = false,
            ValidateIssuer = false,
            ValidateLifetime = false,
        };
        // With a key at hand, the task is completed already.
        return Handler.ValidateTokenAsync(token, parameters).GetAwaiter().GetResult().IsValid;
    }

    private static SymmetricSecurityKey Key(string secret) => new(Encoding.UTF8.GetBytes(secret));
}
