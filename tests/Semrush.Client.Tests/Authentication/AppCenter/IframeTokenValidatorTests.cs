using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AppCenter;

public sealed class IframeTokenValidatorTests
{
    private static readonly string Genuine = AnApp.Token(AnApp.Claims());

    private static readonly DateTimeOffset End = DateTimeOffset.FromUnixTimeSeconds(1680609955);

    [Fact]
    public async Task A_genuine_token_is_valid()
    {
        var result = await AnApp.Validate(Genuine);

        Assert.True(result.IsValid);
        Assert.Equal(("5972411", End), (result.Viewer.ViewerId, result.Viewer.ExpiresAt));
        Assert.Equal((null, null, "Valid"), (result.Error, result.ErrorMessage, result.ToString()));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    [InlineData("")]
    [InlineData("hs256")]
    [InlineData("RS256")]
    [InlineData("ES256")]
    [InlineData("PS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    [InlineData("dir")]
    public async Task An_algorithm_other_than_HS256_is_rejected_however_it_is_signed(string algorithm)
    {
        var header = $$"""{"alg":"{{algorithm}}","typ":"JWT"}""";
        var input = $"{AnApp.Encoded(header)}.{AnApp.Encoded(AnApp.Claims())}";

        await Refused(IframeTokenError.AlgorithmRefused, AnApp.Signed(input));
        await Refused(IframeTokenError.AlgorithmRefused, $"{input}.");
    }

    [Fact]
    public async Task A_good_signature_of_another_algorithm_is_rejected_as_well()
    {
        using var rsa = RSA.Create(2048);
        var key = Encoding.UTF8.GetBytes(AnApp.Secret);

        await Refused(IframeTokenError.AlgorithmRefused, With("RS256", data => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        await Refused(IframeTokenError.AlgorithmRefused, With("HS384", data => HMACSHA384.HashData(key, data)));
        await Refused(IframeTokenError.AlgorithmRefused, With("HS512", data => HMACSHA512.HashData(key, data)));
    }

    [Theory]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"alg":"HS256","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"HS256","crit":[]}""")]
    public async Task A_header_without_an_algorithm_or_with_demands_is_rejected(string header)
        => await Refused(IframeTokenError.AlgorithmRefused, AnApp.Token(AnApp.Claims(), header));

    [Theory]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"typ":"JWT","alg":"HS256","kid":"another","jku":"https://evil.example/keys"}""")]
    public async Task No_other_header_chooses_another_key(string header)
    {
        Assert.True((await AnApp.Validate(AnApp.Token(AnApp.Claims(), header))).IsValid);
        await Refused(IframeTokenError.SignatureInvalid, AnApp.Token(AnApp.Claims(), header, secret: AnApp.Secret + "x"));
    }

    [Fact]
    public async Task A_changed_header_claim_or_signature_is_rejected()
    {
        var parts = Genuine.Split('.');
        var header = AnApp.Encoded("""{"alg":"HS256","typ":"jwt"}""");
        var viewer = AnApp.Encoded(AnApp.Claims(claims => claims["viewer_id"] = "1"));
        var audience = AnApp.Encoded(AnApp.Claims(claims => claims["aud"] = Guid.Empty.ToString()));
        var end = AnApp.Encoded(AnApp.Claims(claims => claims["exp"] = 4000000000));

        foreach (var token in (string[])
            [
                $"{header}.{parts[1]}.{parts[2]}", $"{parts[0]}.{viewer}.{parts[2]}", $"{parts[0]}.{audience}.{parts[2]}", $"{parts[0]}.{end}.{parts[2]}",
                $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}.AAAA", $"{parts[0]}.{parts[1]}.{parts[2][1..]}", $"{parts[0]}.{parts[1]}.{parts[2]}AAAA",
            ])
            await Refused(IframeTokenError.SignatureInvalid, token);
    }

    [Fact]
    public async Task Every_character_of_the_signature_counts()
    {
        var signature = Genuine.LastIndexOf('.') + 1;

        // Of the last character Base64 uses four bits out of six; the others are compared as a whole.
        for (var i = signature; i < Genuine.Length - 1; i++)
            await Refused(IframeTokenError.SignatureInvalid, Genuine[..i] + (Genuine[i] == 'A' ? 'B' : 'A') + Genuine[(i + 1)..]);
    }

    [Theory]
    [InlineData("\"de2ad057-8780-4c13-bcf2-3e9aa13a202a\"")]
    [InlineData("\"app-center\"")]
    [InlineData("\"bf860c6b-dd98-42f2-b23d-17dcec59ca0d/\"")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("[\"app-center\"]")]
    [InlineData(null)]
    public async Task A_token_for_another_app_or_for_none_is_rejected(string? audience)
        => await Refused(IframeTokenError.AudienceMismatch, AnApp.Token(AnApp.Claims(claims =>
        {
            claims.Remove("aud");
            if (audience is not null)
                claims["aud"] = JsonNode.Parse(audience);
        })));

    [Theory]
    [InlineData("\"BF860C6B-DD98-42F2-B23D-17DCEC59CA0D\"")]
    [InlineData("[\"app-center\",\"bf860c6b-dd98-42f2-b23d-17dcec59ca0d\"]")]
    public async Task The_ID_of_the_app_may_be_in_capitals_or_one_of_several(string audience)
        => Assert.True((await AnApp.Validate(AnApp.Token(AnApp.Claims(claims => claims["aud"] = JsonNode.Parse(audience))))).IsValid);

    [Fact]
    public async Task A_token_without_expiration_is_rejected()
        => await Refused(IframeTokenError.ExpirationMissing, AnApp.Token(AnApp.Claims(claims => claims.Remove("exp"))));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e9")]
    public async Task A_token_that_ended_long_ago_is_rejected(string end)
        => await Refused(IframeTokenError.Expired, AnApp.Token(AnApp.Claims(claims => claims["exp"] = JsonNode.Parse(end))));

    [Fact]
    public async Task A_token_is_valid_until_its_very_end()
    {
        Assert.True((await ValidateAt(End.AddTicks(-1))).IsValid);
        Assert.Equal(IframeTokenError.Expired, (await ValidateAt(End)).Error);
    }

    [Fact]
    public async Task The_skew_is_added_to_the_end()
    {
        var skew = TimeSpan.FromSeconds(30);

        Assert.True((await ValidateAt(End.AddSeconds(29), skew)).IsValid);
        Assert.Equal(IframeTokenError.Expired, (await ValidateAt(End.AddSeconds(30), skew)).Error);
    }

    [Theory]
    [InlineData("exp", "1680609954.5")]
    [InlineData("exp", "1.680609955e9")]
    [InlineData("iat", "1680609655.119001")]
    [InlineData("iat", "4000000000")]
    public async Task A_fraction_of_a_second_is_no_fault_and_iat_is_not_looked_at(string claim, string value)
        => Assert.True((await AnApp.Validate(AnApp.Token(AnApp.Claims(claims => claims[claim] = JsonNode.Parse(value))))).IsValid);

    [Fact]
    public async Task A_token_that_has_not_begun_is_rejected()
    {
        await Refused(IframeTokenError.NotYetValid, AnApp.Token(AnApp.Claims(claims => claims["nbf"] = AnApp.Now.ToUnixTimeSeconds() + 1)));
        Assert.True((await AnApp.Validate(AnApp.Token(AnApp.Claims(claims => claims["nbf"] = AnApp.Now.ToUnixTimeSeconds())))).IsValid);
    }

    [Fact]
    public async Task The_skew_is_added_to_the_beginning()
    {
        var begins = AnApp.Token(AnApp.Claims(claims => claims["nbf"] = AnApp.Now.ToUnixTimeSeconds() + 30));

        Assert.True((await ValidateAt(AnApp.Now, TimeSpan.FromSeconds(30), begins)).IsValid);
        Assert.Equal(IframeTokenError.NotYetValid, (await ValidateAt(AnApp.Now, TimeSpan.FromSeconds(29), begins)).Error);
    }

    [Fact]
    public async Task The_times_of_a_forged_token_are_not_checked()
        => await Refused(IframeTokenError.SignatureInvalid, AnApp.Token(AnApp.Claims(claims => claims["exp"] = 1), secret: AnApp.Secret + "x"));

    [Theory]
    [InlineData(null, IframeTokenError.Missing)]
    [InlineData("", IframeTokenError.Missing)]
    [InlineData("  ", IframeTokenError.Missing)]
    [InlineData("x", IframeTokenError.Malformed)]
    [InlineData("..", IframeTokenError.Malformed)]
    [InlineData("a.b.c", IframeTokenError.Malformed)]
    [InlineData("a.b.c.d.e", IframeTokenError.Malformed)]
    [InlineData("é.ü.\ud800", IframeTokenError.Malformed)]
    public async Task A_text_that_is_no_token_is_rejected(string? token, IframeTokenError error) => await Refused(error, token);

    [Fact]
    public async Task An_encrypted_token_is_rejected()
        => await Refused(IframeTokenError.AlgorithmRefused, $"{AnApp.Encoded("""{"alg":"dir","enc":"A256GCM"}""")}..AAAA.AAAA.AAAA");

    [Fact]
    public async Task A_token_of_16_KiB_is_read_and_a_longer_one_is_not_looked_at()
    {
        await Refused(IframeTokenError.TooLong, new('.', IframeTokenValidator.LengthLimit + 1));
        await Refused(IframeTokenError.Malformed, new('.', IframeTokenValidator.LengthLimit));
        Assert.True((await AnApp.Validate(AnApp.Token(AnApp.Claims(claims => claims["url"] = new string('x', 11_000))))).IsValid);
    }

    private static async Task Refused(IframeTokenError error, string? token)
    {
        var result = await AnApp.Validate(token);

        Assert.Equal((error, null), (result.Error, result.Viewer));
        Assert.NotEmpty(result.ErrorMessage!);
    }

    private static Task<IframeTokenResult> ValidateAt(DateTimeOffset now, TimeSpan skew = default, string? token = null)
        => new IframeTokenValidator(new() { AppId = AnApp.Id, AppSecret = AnApp.Secret, ClockSkew = skew }, new Clock(now)).ValidateAsync(token ?? Genuine);

    private static string With(string algorithm, Func<byte[], byte[]> sign)
    {
        var input = $"{AnApp.Encoded($$"""{"alg":"{{algorithm}}"}""")}.{AnApp.Encoded(AnApp.Claims())}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)))}";
    }
}
