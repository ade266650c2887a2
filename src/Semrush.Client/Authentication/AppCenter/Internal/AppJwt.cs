using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>Signs the JWT that buys a bearer token: <c>aud</c>, <c>iss</c> and an integer <c>iat</c>, and no other claim.</summary>
internal sealed class AppJwt(string appId, SecurityKey key)
{
    private const string Audience = "app-center";

    private readonly SigningCredentials _credentials = new(key, SecurityAlgorithms.HmacSha256);

    // Left to itself, the handler adds times of the machine's clock, "exp" among them.
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Sign(DateTimeOffset now) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Audience = Audience,
        Issuer = appId,
        Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Iat] = now.ToUnixTimeSeconds() },
        SigningCredentials = _credentials,
    });
}
