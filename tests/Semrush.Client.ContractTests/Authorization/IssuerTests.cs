using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Examples;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>The issuer of the App Center: the JWTs that it accepts, and each of its six documented errors.</summary>
public sealed class IssuerTests
{
    private const string Path = "/app-center-api/v2/jwt-token/";

    [Fact]
    public async Task A_JWT_of_the_app_becomes_a_bearer_token_for_five_minutes()
    {
        await using var stage = new Stage();

        var first = await Issuer.BearerAsync(stage);
        var second = await Issuer.BearerAsync(stage);

        Assert.NotEqual(first, second);
        var claims = Issuer.Part(first.Split('.')[1]);
        Assert.Equal(300, (long)claims["exp"]! - (long)claims["iat"]!);
        using var client = stage.As(first);
        Assert.NotNull(await client.AppCenter.GetSubscriptionsAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.119001)]
    [InlineData(299)]
    [InlineData(299.9)]
    public async Task A_JWT_of_less_than_five_minutes_is_accepted_whole_seconds_or_not(double age)
    {
        await using var stage = new Stage();
        var claims = Issuer.Claims(stage);
        var issued = (long)claims["iat"]! - age;
        claims["iat"] = age % 1 == 0 ? new JValue((long)issued) : new JValue(issued);

        var page = await PostAsync(stage, claims);

        Assert.Equal(200, (int)page.Status);
        Assert.Equal(["jwt"], page.Json.Properties().Select(member => member.Name));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(300.5)]
    [InlineData(86400)]
    [InlineData(-1)]
    [InlineData(-0.5)]
    [InlineData(-1e9)]
    public async Task Too_old_or_not_yet_issued_a_JWT_is_expired(double age)
    {
        await using var stage = new Stage();
        var claims = Issuer.Claims(stage);
        claims["iat"] = (long)claims["iat"]! - age;

        AssertIs("JWT token is expired or issued at wrong date", await PostAsync(stage, claims));
    }

    [Fact]
    public async Task A_JWT_whose_exp_has_passed_is_expired()
    {
        await using var stage = new Stage();
        var claims = Issuer.Claims(stage);
        claims["exp"] = claims["iat"];

        AssertIs("JWT token is expired or issued at wrong date", await PostAsync(stage, claims));
    }

    [Theory]
    [InlineData("")]
    [InlineData("jwt=eyJ0")]
    [InlineData("[]")]
    [InlineData("\"eyJ0\"")]
    public async Task Without_an_object_the_body_is_invalid(string body)
    {
        await using var stage = new Stage();

        AssertIs("Invalid request body", await stage.PostJsonAsync(Path, body));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"jwt":null}""")]
    [InlineData("""{"jwt":""}""")]
    [InlineData("""{"token":"eyJ0"}""")]
    public async Task Without_a_JWT_there_is_no_data(string body)
    {
        await using var stage = new Stage();

        AssertIs("No jwt data in request body", await stage.PostJsonAsync(Path, body));
    }

    [Theory]
    [InlineData("""{"jwt":"eyJ0...zQ6mQ"}""")]
    [InlineData("""{"jwt":"not a token"}""")]
    [InlineData("""{"jwt":"e30.W10.c2lnbmF0dXJl"}""")]
    [InlineData("""{"jwt":17}""")]
    public async Task What_is_no_JWT_is_incorrect(string body)
    {
        await using var stage = new Stage();

        AssertIs("Incorrect JWT", await stage.PostJsonAsync(Path, body));
    }

    [Theory]
    [InlineData("aud", null)]
    [InlineData("aud", "someone-else")]
    [InlineData("iat", null)]
    [InlineData("iat", "1655705801")]
    public async Task A_claim_that_is_missing_or_wrong_makes_a_JWT_incorrect(string claim, string? value)
    {
        await using var stage = new Stage();

        AssertIs("Incorrect JWT", await PostAsync(stage, Change(stage, claim, value)));
    }

    [Fact]
    public async Task A_JWT_with_another_secret_or_algorithm_is_incorrect()
    {
        await using var stage = new Stage();
        var claims = Issuer.Claims(stage);

        AssertIs("Incorrect JWT", await PostAsync(stage, Issuer.Sign(claims, "3d0f2b46-7a1c-4f7e-9a57-0d8c6f1f5b1e")));
        AssertIs("Incorrect JWT", await PostAsync(stage, Issuer.Sign(claims, stage.Emulator.AppCenter.AppSecret, "HS512")));
        AssertIs("Incorrect JWT", await PostAsync(stage, Issuer.Sign(claims, stage.Emulator.AppCenter.AppSecret, "none")));
        var unsigned = Issuer.Sign(claims, stage.Emulator.AppCenter.AppSecret, "none").Split('.');
        AssertIs("Incorrect JWT", await PostAsync(stage, $"{unsigned[0]}.{unsigned[1]}."));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("my-app")]
    [InlineData("bf860c6bdd9842f2b23d17dcec59ca0d")]
    [InlineData("bf860c6b-dd98-12f2-b23d-17dcec59ca0d")]
    public async Task An_app_id_that_is_no_UUID_of_version_4_is_invalid(string? id)
    {
        await using var stage = new Stage();

        AssertIs("Invalid app id", await PostAsync(stage, Change(stage, "iss", id)));
    }

    [Fact]
    public async Task An_unknown_app_is_not_found()
    {
        await using var stage = new Stage();

        AssertIs("App not found", await PostAsync(stage, Change(stage, "iss", "bf860c6b-dd98-42f2-b23d-17dcec59ca0d")));
    }

    [Fact]
    public async Task An_unknown_member_is_rejected_afterwards_in_the_same_form()
    {
        await using var stage = new Stage();
        var body = new JObject { ["jwt"] = Issuer.Sign(Issuer.Claims(stage), stage.Emulator.AppCenter.AppSecret), ["more"] = true };

        AssertIs("more is not a known member", await stage.PostJsonAsync(Path, body.ToString()));
    }

    private static JObject Change(Stage stage, string claim, string? value)
    {
        var claims = Issuer.Claims(stage);
        if (value is null)
            claims.Remove(claim);
        else
            claims[claim] = value;
        return claims;
    }

    private static Task<Stage.Page> PostAsync(Stage stage, JObject claims) =>
        PostAsync(stage, Issuer.Sign(claims, stage.Emulator.AppCenter.AppSecret));

    private static Task<Stage.Page> PostAsync(Stage stage, string jwt) => stage.PostJsonAsync(Path, new JObject { ["jwt"] = jwt }.ToString());

    private static void AssertIs(string content, Stage.Page page)
    {
        Assert.Equal((400, "application/json"), ((int)page.Status, page.MediaType));
        Document.AssertSame(
            new JObject { ["message"] = $"JWT processing error: {content}", ["message_code"] = "JWT_PROCESSING_ERROR", ["code"] = 400 }, page.Json);
    }
}
