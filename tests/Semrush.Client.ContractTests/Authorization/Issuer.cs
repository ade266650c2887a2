using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Semrush.Client.AppCenter;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>JWTs of an app, made and read without the library that the emulator uses.</summary>
internal static class Issuer
{
    public static JObject Claims(Stage stage) => new()
    {
        ["aud"] = "app-center",
        ["iss"] = stage.Emulator.AppCenter.AppId,
        ["iat"] = stage.Time.GetUtcNow().ToUnixTimeSeconds(),
    };

    public static string Sign(JObject claims, string secret, string algorithm = "HS256")
    {
        var content = $"{Encode(new JObject { ["alg"] = algorithm, ["typ"] = "JWT" })}.{Encode(claims)}";
        return $"{content}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(content)))}";
    }

    public static JObject Read(string jwt, string secret)
    {
        var parts = jwt.Split('.');
        Assert.Equal(3, parts.Length);
        var claims = Part(parts[1]);
        Assert.Equal("HS256", (string?)Part(parts[0])["alg"]);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        Assert.Equal(Base64Url.EncodeToString(signature), parts[2]);
        return claims;
    }

    public static JObject Part(string text) => JObject.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)));

    public static async Task<string> BearerAsync(Stage stage)
    {
        var request = new BearerTokenRequest { Jwt = Sign(Claims(stage), stage.Emulator.AppCenter.AppSecret) };
        return (await stage.Client.AppCenter.CreateBearerTokenAsync(request, cancellationToken: TestContext.Current.CancellationToken)).Jwt!;
    }

    public static async Task<SemrushClient> ClientAsync(Stage stage) => stage.As(await BearerAsync(stage));

    private static string Encode(JObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToString(Formatting.None)));
}
