using Semrush.Client.OAuth;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>Codes of the Semrush Auth flow become tokens, once, for the right client.</summary>
public sealed class AccessTokenTests
{
    [Fact]
    public async Task A_code_becomes_a_pair_of_tokens_that_opens_the_API()
    {
        await using var stage = new Stage();

        var tokens = await SignIn.TokensAsync(stage);

        Assert.Matches("^[A-Za-z0-9]{40}$", tokens.AccessToken);
        Assert.Matches("^[A-Za-z0-9]{40}$", tokens.RefreshToken);
        Assert.Equal(("Bearer", 604800), (tokens.TokenType, tokens.ExpiresIn));
        using var client = stage.As(tokens.AccessToken!);
        Assert.NotNull(await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_code_that_comes_twice_takes_its_tokens_back()
    {
        await using var stage = new Stage();
        var code = SignIn.Code(stage);
        var tokens = await SignIn.RedeemAsync(stage, code);

        await AssertIsRejected("invalid_grant", () => SignIn.RedeemAsync(stage, code));

        using var client = stage.As(tokens.AccessToken!);
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken));
        await AssertIsRejected("invalid_request", () => SignIn.RefreshAsync(stage, tokens.RefreshToken!));
    }

    [Fact]
    public async Task A_code_expires()
    {
        await using var stage = new Stage(new EmulatedAuthorizationOptions { AuthorizationCodeLifetime = TimeSpan.FromMinutes(1) });
        var code = SignIn.Code(stage);

        stage.Time.Advance(TimeSpan.FromMinutes(1));

        await AssertIsRejected("invalid_grant", () => SignIn.RedeemAsync(stage, code));
    }

    [Fact]
    public async Task A_code_belongs_to_its_redirect_address_and_is_not_spent_by_a_wrong_one()
    {
        await using var stage = new Stage();
        var code = SignIn.Code(stage);

        await AssertIsRejected("invalid_grant", () =>
            SignIn.SendAsync(stage, SignIn.CodeRequest(stage, code) with { RedirectUri = "http://127.0.0.1/callback" }));

        Assert.NotNull((await SignIn.RedeemAsync(stage, code)).AccessToken);
    }

    [Fact]
    public async Task A_code_belongs_to_its_client()
    {
        await using var stage = new Stage();
        var request = SignIn.CodeRequest(stage, SignIn.Code(stage));
        stage.Authorization.AddClient("another-client", "another-secret");

        await AssertIsRejected("invalid_grant", () => SignIn.SendAsync(stage, request with { ClientId = "another-client", ClientSecret = "another-secret" }));
    }

    [Fact]
    public async Task An_unknown_code_is_an_invalid_grant()
    {
        await using var stage = new Stage();

        await AssertIsRejected("invalid_grant", () => SignIn.RedeemAsync(stage, "UTyWR6YQAPUbtLIX9jWM4OifmK1ODVWDOVUt8hlk"));
    }

    [Fact]
    public async Task A_wrong_secret_is_an_invalid_client_and_spends_nothing()
    {
        await using var stage = new Stage();
        var request = SignIn.CodeRequest(stage, SignIn.Code(stage));

        await AssertIsRejected("invalid_client", () => SignIn.SendAsync(stage, request with { ClientSecret = "wrong" }), status: 401);

        Assert.NotNull((await SignIn.SendAsync(stage, request)).AccessToken);
    }

    [Fact]
    public async Task An_unknown_client_gets_a_page_as_seen_live()
    {
        await using var stage = new Stage();

        var page = await stage.PostAsync(
            "/oauth2/access_token",
            ("client_id", "made-up"), ("client_secret", "made-up"), ("grant_type", "refresh_token"), ("refresh_token", "made-up"));

        Assert.Equal((401, "text/html"), ((int)page.Status, page.MediaType));
    }

    [Theory]
    [InlineData("authorization_code")]
    [InlineData("refresh_token")]
    [InlineData("password")]
    public async Task An_incomplete_or_strange_request_is_invalid(string grantType)
    {
        await using var stage = new Stage();

        var page = await stage.PostAsync(
            "/oauth2/access_token",
            ("client_id", stage.Authorization.ClientId), ("client_secret", stage.Authorization.ClientSecret), ("grant_type", grantType));

        Assert.Equal((400, "invalid_request"), ((int)page.Status, page.Error));
    }

    [Fact]
    public async Task JSON_in_place_of_a_form_is_an_invalid_request()
    {
        await using var stage = new Stage();

        var page = await stage.PostJsonAsync("/oauth2/access_token", """{"grant_type":"refresh_token"}""");

        Assert.Equal((400, "invalid_request"), ((int)page.Status, page.Error));
    }

    internal static async Task AssertIsRejected(string error, Func<Task<TokenResponse>> send, int status = 400)
    {
        var refused = await Assert.ThrowsAnyAsync<SemrushApiException>(send);
        Assert.Equal((status, error), ((int)refused.StatusCode!, refused.ErrorCode));
    }
}
