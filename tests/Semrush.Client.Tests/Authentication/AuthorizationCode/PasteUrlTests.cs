using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AuthorizationCode;

public sealed class PasteUrlTests
{
    [Theory]
    [InlineData("https://oauth.semrush.com/oauth2/success?code=CODE&state=STATE")]
    [InlineData("  \"https://oauth.semrush.com/oauth2/success?code=CODE&state=STATE\"\r\n")]
    [InlineData("<https://oauth.semrush.com/oauth2/success?code=CODE&state=STATE>")]
    [InlineData("\u201chttps://oauth.semrush.com/oauth2/success?code=CODE&state=STATE\u201d")]
    [InlineData("code=CODE&state=STATE")]
    [InlineData("?state=STATE&code=CODE")]
    [InlineData("'code=CODE&state=STATE' ")]
    [InlineData("/oauth2/success?code=CODE&state=STATE")]
    [InlineData("https://oauth.semrush.com/oauth2/success?code=C1\r\n   C2&state=STATE")]
    [InlineData("https://oauth.semrush.com/oauth2/success?code=C1\nC2&state=STATE")]
    [InlineData("https://oauth.semrush.com/oauth2/success?code=CODE&state=S1\n  S2")]
    [InlineData("https:/\n  /oauth.sem\trush.com/oauth2/ success?\u00a0code=CODE&sta\u2028te=STATE\u3000")]
    [InlineData("\ufeffhttps://oauth.semrush.com/oauth2/success?code=C1\u200bC2&state=STATE\u2060\u200e")]
    [InlineData("code=C1\n  C2&sta\nte=STATE")]
    [InlineData("code=C1 C2 & state=STATE")]
    public async Task An_address_or_its_query_signs_in(string pasted)
        => Assert.Equal(Canary.AccessToken, await SignInAsync(pasted));

    [Theory]
    [InlineData("CODE")]
    [InlineData("C1\n  C2")]
    [InlineData("code=CODE")]
    [InlineData("https://oauth.semrush.com/oauth2/success?code=CODE")]
    public async Task A_code_alone_signs_in_where_no_state_is_required(string pasted)
    {
        Assert.Equal(Canary.AccessToken, await SignInAsync(pasted, requireState: false));
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => SignInAsync(pasted));
    }

    [Theory]
    [InlineData(null, "Nothing was pasted.")]
    [InlineData("", "Nothing was pasted.")]
    [InlineData(" \"\" ", "Nothing was pasted.")]
    [InlineData("no idea CODE", "The pasted text is no address with a code.")]
    [InlineData("\"CODE and more\"", "The pasted text is no address with a code.")]
    [InlineData("CODE\nand more", "The pasted text is no address with a code.")]
    [InlineData("CODE!", "The pasted text is no address with a code.")]
    [InlineData("\u200b\ufeff\u00a0", "Nothing was pasted.")]
    [InlineData("://CODE", "The pasted text is no address with a code.")]
    [InlineData("secret=CODE&x=1", "The pasted text is no address with a code.")]
    [InlineData("https://oauth.semrush.com/oauth2/failure?code=CODE&state=STATE", "The address is not the one that the browser was to come back to.")]
    public async Task Anything_else_is_rejected_and_not_repeated(string? pasted, string words)
    {
        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => SignInAsync(pasted));

        Assert.StartsWith(words, failure.Message, StringComparison.Ordinal);
        Canary.AssertHiddenIn(failure);
    }

    private static async Task<string> SignInAsync(string? pasted, bool requireState = true)
    {
        var options = new AuthorizationCodeFlowOptions { ClientId = "client", ClientSecret = Canary.ClientSecret, RequireState = requireState };
        options.UseBrowser(new PasteUrl((page, _) =>
        {
            var state = page.Query.Split("state=")[1];
            return Task.FromResult(Filled(pasted, state));
        }));
        var stub = StubHandler.Returning(Response.Json(Canary.Tokens));
        using var flow = new AuthorizationCodeFlow(options, new HttpClient(stub));
        var tokens = await flow.SignInAsync(The.Token);
        Assert.Contains($"&code={Canary.Code}&", stub.Request.Body, StringComparison.Ordinal);
        return tokens.AccessToken;
    }

    // C1 and C2, S1 and S2 are the halves of code and state.
    private static string? Filled(string? pasted, string state) => pasted?
        .Replace("CODE", "C1C2", StringComparison.Ordinal)
        .Replace("STATE", "S1S2", StringComparison.Ordinal)
        .Replace("C1", Canary.Code[..5], StringComparison.Ordinal)
        .Replace("C2", Canary.Code[5..], StringComparison.Ordinal)
        .Replace("S1", state[..5], StringComparison.Ordinal)
        .Replace("S2", state[5..], StringComparison.Ordinal);
}
