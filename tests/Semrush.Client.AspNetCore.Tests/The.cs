using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Semrush.Client.AspNetCore.Tests;

/// <summary>An app, and the tokens that Semrush would hand to its iframe.</summary>
internal static class The
{
    public const string AppId = "bf860c6b-dd98-42f2-b23d-17dcec59ca0d";
    public const string Secret = "canary00-5ec2-4e7a-9b1d-3f6a8c2d1e4b";
    public const string OtherAppId = "de2ad057-8780-4c13-bcf2-3e9aa13a202a";

    public static readonly DateTimeOffset Now = new(2026, 9, 7, 12, 0, 0, TimeSpan.Zero);

    public static readonly string Jwt = Token();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string Token(string appId = AppId, string secret = Secret, int lifetime = 300)
    {
        var claims = $$"""{"aud":"{{appId}}","exp":{{Now.ToUnixTimeSeconds() + lifetime}},"viewer_id":"5972411","is_main_product_active":true,"lang":"en"}""";
        var input = $"{Encoded("""{"alg":"HS256","typ":"JWT"}""")}.{Encoded(claims)}";
        return $"{input}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(input)))}";
    }

    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
