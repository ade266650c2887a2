using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>Refresh tokens: each is valid once, and a second use revokes the whole family.</summary>
public sealed class RefreshTests
{
    [Fact]
    public async Task Every_refresh_gives_another_pair()
    {
        await using var stage = new Stage();
        var first = await SignIn.TokensAsync(stage);

        var second = await SignIn.RefreshAsync(stage, first.RefreshToken!);
        var third = await SignIn.RefreshAsync(stage, second.RefreshToken!);

        Assert.Distinct([first.RefreshToken, second.RefreshToken, third.RefreshToken, first.AccessToken, second.AccessToken, third.AccessToken]);
        Assert.Equal(0, stage.Authorization.RefreshTokenReuses);
        using var client = stage.As(third.AccessToken!);
        Assert.NotNull(await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refresh_token_that_comes_twice_revokes_the_family()
    {
        await using var stage = new Stage();
        var bystander = await SignIn.TokensAsync(stage);
        var first = await SignIn.TokensAsync(stage);
        var second = await SignIn.RefreshAsync(stage, first.RefreshToken!);

        await AccessTokenTests.AssertIsRejected("invalid_request", () => SignIn.RefreshAsync(stage, first.RefreshToken!));

        Assert.Equal(1, stage.Authorization.RefreshTokenReuses);
        await AccessTokenTests.AssertIsRejected("invalid_request", () => SignIn.RefreshAsync(stage, second.RefreshToken!));
        Assert.Equal(1, stage.Authorization.RefreshTokenReuses);
        await AssertOpens(stage, first.AccessToken!, expected: false);
        await AssertOpens(stage, second.AccessToken!, expected: false);
        await AssertOpens(stage, bystander.AccessToken!, expected: true);
    }

    [Fact]
    public async Task A_refresh_token_lives_thirty_days_and_an_access_token_seven()
    {
        await using var stage = new Stage();
        var (kept, late) = (await SignIn.TokensAsync(stage), await SignIn.TokensAsync(stage));

        stage.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await AssertOpens(stage, kept.AccessToken!, expected: false);
        var next = await SignIn.RefreshAsync(stage, kept.RefreshToken!);
        stage.Time.Advance(TimeSpan.FromSeconds(1));

        await AccessTokenTests.AssertIsRejected("invalid_request", () => SignIn.RefreshAsync(stage, late.RefreshToken!));
        Assert.Equal(0, stage.Authorization.RefreshTokenReuses);
        await AssertOpens(stage, next.AccessToken!, expected: true);
    }

    [Fact]
    public async Task A_refresh_token_belongs_to_its_client()
    {
        await using var stage = new Stage();
        var tokens = await SignIn.TokensAsync(stage);
        stage.Authorization.AddClient("another-client", "another-secret");
        var request = SignIn.RefreshRequest(stage, tokens.RefreshToken!);

        await AccessTokenTests.AssertIsRejected(
            "invalid_request", () => SignIn.SendAsync(stage, request with { ClientId = "another-client", ClientSecret = "another-secret" }));
        await AccessTokenTests.AssertIsRejected("invalid_client", () => SignIn.SendAsync(stage, request with { ClientSecret = "wrong" }), status: 401);

        Assert.NotNull((await SignIn.SendAsync(stage, request)).AccessToken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whether_a_device_can_be_refreshed_is_a_setting(bool isAllowed)
    {
        await using var stage = new Stage(new EmulatedAuthorizationOptions { AutoApprove = true, RefreshDeviceTokens = isAllowed });
        var tokens = await (await Device.StartAsync(stage)).RedeemAsync();

        if (isAllowed)
            Assert.NotNull((await SignIn.RefreshAsync(stage, tokens.RefreshToken!)).AccessToken);
        else
            await AccessTokenTests.AssertIsRejected("invalid_request", () => SignIn.RefreshAsync(stage, tokens.RefreshToken!));
    }

    [Fact]
    public async Task Of_many_refreshes_at_once_with_one_token_one_succeeds_and_the_family_is_gone()
    {
        await using var stage = new Stage();
        var tokens = await SignIn.TokensAsync(stage);

        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => stage.PostAsync(
            "/oauth2/access_token",
            ("client_id", stage.Authorization.ClientId), ("client_secret", stage.Authorization.ClientSecret),
            ("grant_type", "refresh_token"), ("refresh_token", tokens.RefreshToken!))));

        var winner = Assert.Single(pages, page => (int)page.Status == 200);
        Assert.Equal(19, stage.Authorization.RefreshTokenReuses);
        await AssertOpens(stage, (string)winner.Json["access_token"]!, expected: false);
    }

    [Fact]
    public async Task Lifetimes_can_be_set()
    {
        await using var stage = new Stage(new EmulatedAuthorizationOptions
        {
            AccessTokenLifetime = TimeSpan.FromSeconds(30),
            RefreshTokenLifetime = TimeSpan.FromSeconds(60),
        });
        var tokens = await SignIn.TokensAsync(stage);

        Assert.Equal(30, tokens.ExpiresIn);
        stage.Time.Advance(TimeSpan.FromSeconds(60));
        await AccessTokenTests.AssertIsRejected("invalid_request", () => SignIn.RefreshAsync(stage, tokens.RefreshToken!));
    }

    internal static async Task AssertOpens(Stage stage, string accessToken, bool expected)
    {
        using var client = stage.As(accessToken);
        var refused = await Record.ExceptionAsync(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(expected ? null : typeof(SemrushAuthenticationException), refused?.GetType());
    }
}
