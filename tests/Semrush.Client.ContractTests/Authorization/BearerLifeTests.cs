
namespace Semrush.Client.ContractTests.Authorization;

/// <summary>Which operations accept which credentials, and for how long.</summary>
public sealed class BearerLifeTests
{
    [Fact]
    public async Task An_access_token_is_good_for_seven_days_and_not_a_second_more()
    {
        await using var stage = new Stage();
        var tokens = await SignIn.TokensAsync(stage);

        stage.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await RefreshTests.AssertOpens(stage, tokens.AccessToken!, expected: true);
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        await RefreshTests.AssertOpens(stage, tokens.AccessToken!, expected: false);
    }

    [Fact]
    public async Task The_token_of_the_emulator_itself_never_expires()
    {
        await using var stage = new Stage();

        stage.Time.Advance(TimeSpan.FromDays(1000));

        await RefreshTests.AssertOpens(stage, stage.Emulator.AccessToken, expected: true);
        using var client = stage.As(stage.Emulator.AccessToken);
        Assert.NotNull(await client.AppCenter.GetSubscriptionsAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Expired_on_request_an_access_token_can_still_be_renewed()
    {
        await using var stage = new Stage();
        var tokens = await SignIn.TokensAsync(stage);

        stage.Authorization.ExpireAccessTokens();

        await RefreshTests.AssertOpens(stage, tokens.AccessToken!, expected: false);
        await RefreshTests.AssertOpens(stage, (await SignIn.RefreshAsync(stage, tokens.RefreshToken!)).AccessToken!, expected: true);
    }

    [Fact]
    public async Task A_grant_that_is_withdrawn_is_gone()
    {
        await using var stage = new Stage();
        var tokens = await SignIn.TokensAsync(stage);

        stage.Authorization.RevokeGrants();

        await RefreshTests.AssertOpens(stage, tokens.AccessToken!, expected: false);
        await AccessTokenTests.AssertIsRejected("invalid_request", () => SignIn.RefreshAsync(stage, tokens.RefreshToken!));
    }

    [Fact]
    public async Task A_token_of_one_server_does_not_open_another()
    {
        await using var stage = new Stage();
        var oauth = (await SignIn.TokensAsync(stage)).AccessToken;
        var issued = await Issuer.BearerAsync(stage);
        stage.Emulator.Ahrefs.IsDesktopApplication = true;
        var ahrefs = Query.Of(stage.Emulator.Ahrefs.ApproveInvitation(stage.Client.AhrefsOAuth.GetAuthorizeAhrefsUri("state")), "token")!;

        await RefreshTests.AssertOpens(stage, issued, expected: false);
        await RefreshTests.AssertOpens(stage, ahrefs, expected: false);
        await AssertOpensAppCenter(stage, oauth!, expected: false);
        await AssertOpensAppCenter(stage, ahrefs, expected: false);
        await AssertOpensAppCenter(stage, issued, expected: true);
    }

    [Fact]
    public async Task A_bearer_token_of_the_App_Center_is_good_for_five_minutes()
    {
        await using var stage = new Stage();
        var issued = await Issuer.BearerAsync(stage);

        stage.Time.Advance(TimeSpan.FromSeconds(299));
        await AssertOpensAppCenter(stage, issued, expected: true);
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        await AssertOpensAppCenter(stage, issued, expected: false);
    }

    [Fact]
    public async Task A_refresh_token_opens_nothing()
    {
        await using var stage = new Stage();

        await RefreshTests.AssertOpens(stage, (await SignIn.TokensAsync(stage)).RefreshToken!, expected: false);
    }

    [Fact]
    public async Task Another_emulator_knows_none_of_it()
    {
        await using var stage = new Stage();
        await using var other = new Stage();

        Assert.NotEqual(stage.Authorization.ClientId, other.Authorization.ClientId);
        Assert.NotEqual(stage.Emulator.AppCenter.AppSecret, other.Emulator.AppCenter.AppSecret);
        await RefreshTests.AssertOpens(other, (await SignIn.TokensAsync(stage)).AccessToken!, expected: false);
        await AssertOpensAppCenter(other, await Issuer.BearerAsync(stage), expected: false);
    }

    private static async Task AssertOpensAppCenter(Stage stage, string token, bool expected)
    {
        using var client = stage.As(token);
        var refused = await Record.ExceptionAsync(() => client.AppCenter.GetSubscriptionsAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(expected ? null : typeof(SemrushAuthenticationException), refused?.GetType());
    }
}
