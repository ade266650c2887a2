using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.AppCenter.Internal;

/// <summary>
/// JWTs with HS256. Claims are read as a document, so that a number stays an integer or a fraction. Times are the caller's affair.
/// </summary>
internal static class AppToken
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public static string Sign(JObject claims, string secret) =>
        Handler.CreateToken(JsonText.Write(claims), new SigningCredentials(Key(secret), SecurityAlgorithms.HmacSha256));

    /// <summary>The claims of a token in the right form, whoever has signed it; nothing for anything else.</summary>
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
        // With a key at hand there is nothing to wait for.
        return Handler.ValidateTokenAsync(token, parameters).GetAwaiter().GetResult().IsValid;
    }

    private static SymmetricSecurityKey Key(string secret) => new(Encoding.UTF8.GetBytes(secret));
}
