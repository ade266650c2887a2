using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>The JWT of an app's iframe.</summary>
public sealed class IframeTokenTests
{
    [Fact]
    public async Task It_has_the_documented_claims_of_a_known_user()
    {
        await using var stage = new Stage();

        var claims = Issuer.Read(stage.Emulator.AppCenter.CreateIframeToken(5511383), stage.Emulator.AppCenter.AppSecret);

        Assert.Equal(stage.Emulator.AppCenter.AppId, (string?)claims["aud"]);
        Assert.Equal(stage.Time.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds(), (long)claims["exp"]!);
        Assert.Equal(new JValue("5511383"), claims["viewer_id"]);
        Assert.Equal(
            [
                "aud", "exp", "viewer_id", "is_app_installed", "is_main_product_active", "is_app_taken_for_free",
                "is_main_product_trial_available", "product_trials_available", "active_products", "extra_user_data", "email_subscription",
                "url", "lang",
            ],
            claims.Properties().Select(claim => claim.Name));
    }

    [Fact]
    public async Task It_has_no_products_for_a_user_of_whom_nothing_is_known()
    {
        await using var stage = new Stage();

        var claims = Issuer.Read(stage.Emulator.AppCenter.CreateIframeToken(1), stage.Emulator.AppCenter.AppSecret);

        Assert.Null(claims["active_products"]);
        Assert.Equal(new JValue(false), claims["is_app_installed"]);
    }

    [Fact]
    public async Task Claims_can_be_replaced_added_and_removed()
    {
        await using var stage = new Stage();

        var token = stage.Emulator.AppCenter.CreateIframeToken(
            5511383, new JObject { ["exp"] = 1680609955, ["url"] = "/reports?page=2", ["lang"] = null, ["active_products"] = JValue.CreateNull() });

        var claims = Issuer.Read(token, stage.Emulator.AppCenter.AppSecret);
        Assert.Equal((1680609955, "/reports?page=2"), ((int)claims["exp"]!, (string?)claims["url"]));
        Assert.False(claims.ContainsKey("lang"));
        Assert.False(claims.ContainsKey("active_products"));
    }
}
