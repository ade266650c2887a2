using System.Buffers.Text;
using System.Text;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AppCenter;

/// <summary>A token comes from anybody: whatever it holds, the answer is a result. The seed is fixed: every run is the same.</summary>
public sealed class IframeTokenFuzzTests
{
    private const int Mutations = 20_000;

    // What a claim may turn into.
    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "1e999", "1e300", "123456789012345678901234567890", "1.5", "\"\"", "\"12\"", "[]", "{}", "[null]", "[[]]", "[{}]",
        "{\"id\":null,\"value\":1e10}", "{\"ID\":7}", "\"\\ud800\"", "\"\\u0000\"", "{\"\\udfff\":1}", "[\"a\",1,null]", new string('[', 70) + new string(']', 70),
    ];

    [Fact]
    public async Task A_token_that_was_changed_in_20_000_ways_is_rejected()
    {
        var random = new Random(7515);
        var genuine = AnApp.Token(AnApp.Claims());
        var validator = new IframeTokenValidator(AnApp.IframeOptions, AnApp.Clock);

        for (var i = 0; i < Mutations; i++)
        {
            var token = Mutated(genuine, random);
            var result = await validator.ValidateAsync(token);
            if (result.IsValid)
                Assert.True(SameBytes(genuine, token), $"Mutation {i} is taken: {token}");
        }
    }

    [Fact]
    public async Task Genuine_signatures_over_odd_claims_are_results_too()
    {
        var random = new Random(7519);
        var validator = new IframeTokenValidator(AnApp.IframeOptions, AnApp.Clock);
        var (valid, refused) = (0, 0);

        for (var i = 0; i < Mutations / 4; i++)
        {
            var result = await validator.ValidateAsync(AnApp.Token(OddClaims(random)));
            _ = result.Viewer?.ToString();
            _ = result.IsValid ? valid++ : refused++;
        }

        Assert.InRange(valid, 1000, int.MaxValue);
        Assert.InRange(refused, 100, int.MaxValue);
    }

    [Fact]
    public async Task Odd_headers_are_results_too()
    {
        var validator = new IframeTokenValidator(AnApp.IframeOptions, AnApp.Clock);

        foreach (var odd in Odd)
            foreach (var header in (string[])[odd, $$"""{"alg":{{odd}}}""", $$"""{"alg":"HS256","kid":{{odd}}}""", $$"""{"alg":"HS256","typ":{{odd}},"x5t":{{odd}},"cty":{{odd}},"zip":{{odd}},"enc":{{odd}}}"""])
                Assert.NotNull(await validator.ValidateAsync(AnApp.Token(AnApp.Claims(), header)));
    }

    private static string OddClaims(Random random)
    {
        string[] names = ["aud", "exp", "nbf", "iat", "iss", "sub", "viewer_id", "is_app_installed", "product_trials_available", "active_products", "extra_user_data", "email_subscription", "url", "lang", "\\udc00"];
        var name = names[random.Next(names.Length)];
        var odd = Odd[random.Next(Odd.Length)];
        // The last of two members with one name wins, and an odd one may stand before or after the good ones.
        var claims = AnApp.Claims();
        return random.Next(2) == 0 ? $$"""{{claims[..^1]}},"{{name}}":{{odd}}}""" : $$"""{"{{name}}":{{odd}},{{claims[1..]}}""";
    }

    private static string Mutated(string token, Random random)
    {
        var text = new StringBuilder(token);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, 1);
                    break;
                case 1:
                    text.Insert(at, (char)random.Next(32, 127));
                    break;
                case 2:
                    text.Length = Math.Max(at, 4);
                    break;
                case 3:
                    text[at] = (char)random.Next(0x10000);
                    break;
                default:
                    text[at] = "ABCDwxyz0189-_.="[random.Next(16)];
                    break;
            }
        }

        return text.ToString();
    }

    // Base64 leaves bits of a last character unused: another text may be the very same token.
    private static bool SameBytes(string genuine, string token)
        => token.Split('.').Select(Bytes).SequenceEqual(genuine.Split('.').Select(Bytes));

    private static string Bytes(string part) => Convert.ToHexString(Base64Url.DecodeFromChars(part.TrimEnd('=')));
}
