using System.Text;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Device;

namespace Semrush.Client.Tests.Authentication;

/// <summary>A token response that has an access token is taken and stored, whatever is odd beside it, in every flow.</summary>
public sealed class OddTokenTests
{
    private const double Week = 7 * 24 * 60 * 60;
    private const double Longest = 100.0 * 365 * 24 * 60 * 60;

    /// <summary>A response, its refresh token (none for null), its lifetime in seconds (null where it states none that can be read).</summary>
    private static readonly (string Body, string? RefreshToken, double? Seconds)[] Forms =
    [
        ("""{"access_token":"AT","token_type":"Bearer","expires_in":604800,"refresh_token":"RT"}""", "RT", Week),

        // A lifetime that is plainly a number, or none at all.
        (Lasting("604800.0"), "RT", Week),
        (Lasting("6.048e5"), "RT", Week),
        (Lasting("\"604800\""), "RT", Week),
        (Lasting("\"604800.0\""), "RT", Week),
        (Lasting("3599.87"), "RT", 3599),
        (Lasting("\"3599.87\""), "RT", 3599),
        (Lasting("1"), "RT", 1),
        (Lasting("99999999999999999999"), "RT", Longest),
        (Lasting("9223372036854775807"), "RT", Longest),
        (Lasting("1e300"), "RT", Longest),
        (Lasting("0"), "RT", null),
        (Lasting("0.0"), "RT", null),
        (Lasting("0.4"), "RT", null),
        (Lasting("-1"), "RT", null),
        (Lasting("-3600.5"), "RT", null),
        (Lasting("null"), "RT", null),
        (Lasting("\"\""), "RT", null),
        (Lasting("\"never\""), "RT", null),
        (Lasting("\"NaN\""), "RT", null),
        (Lasting("\"PT1H\""), "RT", null),
        (Lasting("false"), "RT", null),
        (Lasting("true"), "RT", null),
        (Lasting("[604800]"), "RT", null),
        (Lasting("{\"seconds\":604800}"), "RT", null),
        (Lasting("\"\\ud83d\""), "RT", null),
        ("""{"access_token":"AT","token_type":"Bearer","refresh_token":"RT"}""", "RT", null),
        ("""{"access_token":"AT","refresh_token":"RT"}""", "RT", null),

        // A type that is Bearer, or no type.
        (Typed("\"bearer\""), "RT", Week),
        (Typed("\"BEARER\""), "RT", Week),
        (Typed("\"Bearer \""), "RT", Week),
        (Typed("\" Bearer\\n\""), "RT", Week),
        (Typed("\"\""), "RT", Week),
        (Typed("\" \""), "RT", Week),
        (Typed("null"), "RT", Week),
        (Typed("5"), "RT", Week),
        (Typed("true"), "RT", Week),
        (Typed("[\"Bearer\"]"), "RT", Week),
        (Typed("{}"), "RT", Week),

        // What is no refresh token counts as none.
        (Refreshing("null"), null, Week),
        (Refreshing("\"\""), null, Week),
        (Refreshing("\" \""), null, Week),
        (Refreshing("false"), null, Week),
        (Refreshing("0"), null, Week),
        (Refreshing("[]"), null, Week),
        (Refreshing("{\"value\":\"RT\"}"), null, Week),
        ("""{"access_token":"AT","token_type":"Bearer","expires_in":604800}""", null, Week),

        // Nothing depends on the rest.
        (Beside("\"scope\":null"), "RT", Week),
        (Beside("\"scope\":[\"user.id\"]"), "RT", Week),
        (Beside("\"scope\":{\"user.id\":true}"), "RT", Week),
        (Beside("\"scope\":5"), "RT", Week),
        (Beside("\"scope\":\"\\ud83d\""), "RT", Week),
        (Beside("\"id_token\":{\"a\":[[[{}]]]},\"created_at\":1.5e9"), "RT", Week),
        (Beside("\"error\":null"), "RT", Week),
        (Beside("\"error\":\"\",\"error_description\":null"), "RT", Week),
        (Beside("\"meta\":null"), "RT", Week),
        (Beside("\"\\ud83d\":1"), "RT", Week),
        ("\ufeff{\"access_token\":\"AT\",\"token_type\":\"Bearer\",\"expires_in\":604800,\"refresh_token\":\"RT\"}", "RT", Week),
        (" \r\n{\"access_token\" : \"AT\", \"token_type\":\"Bearer\",\"expires_in\":604800,\"refresh_token\":\"RT\"}\n\n", "RT", Week),
    ];

    public static TheoryData<string, string?, double?> Odd
    {
        get
        {
            var rows = new TheoryData<string, string?, double?>();
            foreach (var (body, refreshToken, seconds) in Forms)
                rows.Add(body, refreshToken, seconds);
            return rows;
        }
    }

    /// <summary>What has an access token and is refused all the same.</summary>
    public static TheoryData<string> Refused =>
    [
        Typed("\"mac\""),
        Typed("\"DPoP\""),
        Typed("\"N_A\""),
        Beside("\"error\":\"invalid_grant\""),
        Beside("\"error\":\"server_error\",\"error_description\":\"Try later.\""),
    ];

    [Fact]
    public void The_table_has_at_least_40_forms() => Assert.InRange(Forms.Length, 40, int.MaxValue);

    [Theory]
    [MemberData(nameof(Odd), DisableDiscoveryEnumeration = true)]
    public async Task A_rotated_pair_is_stored_whatever_is_odd_beside_it(string body, string? refreshToken, double? seconds)
    {
        var store = new OneStore(Old);

        Assert.Equal("AT", await RefreshAsync(store, body));

        AssertTokens(store.Tokens!, refreshToken ?? Old.RefreshToken, seconds ?? Week);
    }

    [Theory]
    [MemberData(nameof(Odd), DisableDiscoveryEnumeration = true)]
    public async Task A_device_signs_in_whatever_is_odd_beside_its_token(string body, string? refreshToken, double? seconds)
        => AssertTokens(await new DeviceServer(DeviceServer.Gives(() => Response(body))).RunAsync(), refreshToken, seconds ?? Week);

    [Theory]
    [MemberData(nameof(Odd), DisableDiscoveryEnumeration = true)]
    public async Task A_code_is_exchanged_whatever_is_odd_beside_its_token(string body, string? refreshToken, double? seconds)
    {
        using var flow = new AuthorizationCodeFlow(Options, new HttpClient(StubHandler.Returning(Response(body))), new Clock());

        AssertTokens(await flow.ExchangeAsync("code", The.Token), refreshToken, seconds ?? Week);
    }

    [Theory]
    [MemberData(nameof(Odd), DisableDiscoveryEnumeration = true)]
    public async Task A_code_of_Ahrefs_is_exchanged_whatever_is_odd_beside_its_token(string body, string? refreshToken, double? seconds)
    {
        var options = new AhrefsFlowOptions
        {
            InvitationUrl = new("https://ahrefs.com/invitation"),
            RedirectUri = "https://app.example/",
            ClientId = "client",
            ClientSecret = "secret",
        };
        using var flow = new AhrefsFlow(options, new HttpClient(StubHandler.Returning(Response(body))), new Clock());

        var tokens = await flow.CompleteAsync(new("https://app.example/?code=code&state=state"), "state", The.Token);

        // Ahrefs documents no lifetime: where none is stated, the token lasts until it is refused.
        AssertTokens(tokens, refreshToken, seconds);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_error_or_another_token_type_replaces_no_stored_token(string body)
    {
        var store = new OneStore(Old);

        await Assert.ThrowsAnyAsync<SemrushApiException>(() => RefreshAsync(store, body));

        Assert.NotEqual("AT", store.Tokens?.AccessToken);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_error_or_another_token_type_is_no_sign_in(string body)
    {
        using var flow = new AuthorizationCodeFlow(Options, new HttpClient(StubHandler.Returning(Response(body))), new Clock());

        await Assert.ThrowsAnyAsync<SemrushApiException>(() => flow.ExchangeAsync("code", The.Token));
    }

    private static AuthorizationCodeFlowOptions Options => new() { ClientId = "client", ClientSecret = "secret" };

    private static TokenSet Old => new("old", Clock.Beginning - TimeSpan.FromDays(8), TimeSpan.FromDays(7)) { RefreshToken = "old-refresh" };

    private static string Lasting(string seconds) => $$"""{"access_token":"AT","token_type":"Bearer","expires_in":{{seconds}},"refresh_token":"RT"}""";

    private static string Typed(string type) => $$"""{"access_token":"AT","token_type":{{type}},"expires_in":604800,"refresh_token":"RT"}""";

    private static string Refreshing(string token) => $$"""{"refresh_token":{{token}},"expires_in":604800,"token_type":"Bearer","access_token":"AT"}""";

    private static string Beside(string members) => $$"""{ {{members}},"access_token":"AT","token_type":"Bearer","expires_in":604800,"refresh_token":"RT"}""";

    private static async Task<string> RefreshAsync(OneStore store, string body)
    {
        var time = new Clock();
        using var flow = new AuthorizationCodeFlow(Options, new HttpClient(StubHandler.Returning(Response(body))), time);
        using var manager = new TokenManager(flow, store, timeProvider: time);
        return await manager.GetAuthorizationTokenAsync(new("https://api.semrush.com/"), cancellationToken: The.Token);
    }

    // As bytes: a string with a mark at its beginning would be written without it.
    private static HttpResponseMessage Response(string body) => new() { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };

    private static void AssertTokens(TokenSet tokens, string? refreshToken, double? seconds)
    {
        Assert.Equal(("AT", refreshToken), (tokens.AccessToken, tokens.RefreshToken));
        Assert.Equal(seconds is { } lifetime ? tokens.ObtainedAt.AddSeconds(lifetime) : DateTimeOffset.MaxValue, tokens.ExpiresAt);
    }

    /// <summary>A store with one place, by whatever name.</summary>
    private sealed class OneStore(TokenSet tokens) : ITokenStore
    {
        public TokenSet? Tokens { get; private set; } = tokens;

        public ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken) => new(Tokens);

        public async Task<TokenSet?> UpdateAsync(string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
            => Tokens = await change(Tokens, cancellationToken);
    }
}
