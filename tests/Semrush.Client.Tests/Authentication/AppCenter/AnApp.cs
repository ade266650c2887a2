using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AppCenter;

/// <summary>An app of the App Center, and tokens made without the library under test.</summary>
internal static class AnApp
{
    public const string Id = "bf860c6b-dd98-42f2-b23d-17dcec59ca0d";
    public const string Secret = "canary00-5ec2-4e7a-9b1d-3f6a8c2d1e4b";
    public const string Bearer = "canary-bearer-7d20f4";
    public const string Issuer = "https://api.semrush.com/app-center-api/v2/jwt-token/";
    public const string Hs256 = """{"alg":"HS256","typ":"JWT"}""";

    /// <summary>Four minutes before the end of the documented token.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1680609955 - 240);

    public static Clock Clock => new(Now);

    public static AppCenterFlowOptions FlowOptions => new() { AppId = Id, AppSecret = Secret };

    public static IframeTokenOptions IframeOptions => new() { AppId = Id, AppSecret = Secret };

    /// <summary>The documented claims, with changes of the test.</summary>
    public static string Claims(Action<JsonObject>? change = null)
    {
        var claims = JsonNode.Parse(Payloads.Text("app-center.iframe-jwt.payload"))!.AsObject();
        change?.Invoke(claims);
        return claims.ToJsonString();
    }

    /// <summary>A JWT that is signed with the secret of the app.</summary>
    public static string Token(string claims, string header = Hs256, string secret = Secret) => Signed($"{Encoded(header)}.{Encoded(claims)}", secret);

    public static string Signed(string input, string secret = Secret)
        => $"{input}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(input)))}";

    public static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static string Decoded(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));

    public static Task<IframeTokenResult> Validate(string? token) => new IframeTokenValidator(IframeOptions, Clock).ValidateAsync(token);

    public static HttpResponseMessage BearerAnswer(string bearer = Bearer) => Response.Json(new JsonObject { ["jwt"] = bearer }.ToJsonString());
}
