using System.Buffers.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Semrush.Client.Authentication;
using Semrush.Client.Authentication.AppCenter.Internal;

namespace Semrush.Client.Tests.Authentication.AppCenter;

/// <summary>RFC 7515, appendix A.1: a JWS with HS256. Its key is no text, so it goes past the settings into the same key type.</summary>
public sealed class JwsVectorTests
{
    private const string SigningInput =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private const string Signature = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static readonly SymmetricSecurityKey Key =
        AppSigningKey.From(Base64Url.DecodeFromChars("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"));

    [Fact]
    public void The_signing_input_gets_the_signature()
        => Assert.Equal(Signature, JwtTokenUtilities.CreateEncodedSignature(SigningInput, new(Key, SecurityAlgorithms.HmacSha256)));

    [Fact]
    public async Task The_signature_is_verified()
    {
        // The token of the RFC is for no app: that, and not the signature, is what the check finds.
        Assert.Equal(IframeTokenError.AudienceMismatch, await Error(Key, Signature));
        Assert.Equal(IframeTokenError.SignatureInvalid, await Error(Key, "e" + Signature[1..]));
        Assert.Equal(IframeTokenError.SignatureInvalid, await Error(AppSigningKey.From(AnApp.Secret), Signature));
    }

    private static async Task<IframeTokenError?> Error(SecurityKey key, string signature)
        => (await new IframeTokenCheck(AnApp.Id, key, TimeSpan.Zero).RunAsync($"{SigningInput}.{signature}", DateTimeOffset.UnixEpoch)).Error;
}
