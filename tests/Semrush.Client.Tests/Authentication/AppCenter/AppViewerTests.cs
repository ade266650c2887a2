using System.Text.Json.Nodes;
using Semrush.Client.AppCenter;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AppCenter;

public sealed class AppViewerTests
{
    private const string Product = "4fbe56d2-148c-40c4-af83-bdcbfd60c0e3";

    [Fact]
    public async Task The_documented_claims_are_a_viewer()
    {
        var viewer = await Viewer();

        Assert.Equal("5972411", viewer.ViewerId);
        Assert.Equal((true, true, false, true), (viewer.IsAppInstalled, viewer.IsMainProductActive, viewer.IsAppTakenForFree, viewer.IsMainProductTrialAvailable));
        Assert.Equal(["f406843c-6838-46de-9ecc-f17c7c0dc359"], viewer.ProductTrialsAvailable!);
        Assert.Equal([new ActiveProduct { Id = new(Product), Value = 2 }], viewer.ActiveProducts!);
        Assert.False(viewer.ExtraUserData!.IsMainProductTrialActive);
        Assert.Equal(["e67176df-f062-4ab6-817a-e2f68878bba8"], viewer.ExtraUserData.ActiveProductTrials!);
        Assert.Equal(new EmailSubscription { State = EmailSubscriptionState.Unspecified }, viewer.EmailSubscription);
        Assert.Equal(("", "en"), (viewer.Url, viewer.Language));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(AnApp.Claims()), JsonNode.Parse(viewer.Claims.GetRawText())));
    }

    [Fact]
    public async Task An_app_without_products_has_an_ID_and_nothing_that_was_made_up()
    {
        var viewer = await Viewer(claims =>
        {
            foreach (var name in claims.Select(claim => claim.Key).Except(["aud", "exp", "viewer_id"]).ToList())
                claims.Remove(name);
        });

        Assert.Equal(new AppViewer { ViewerId = "5972411", ExpiresAt = viewer.ExpiresAt, Claims = viewer.Claims }, viewer);
    }

    [Theory]
    [InlineData("""["P"]""", null)]
    [InlineData("""[{"ID":"P","value":1}]""", 1)]
    [InlineData("""[{"id":"P","ID":"2f1c6e2a-4c1b-4d3e-9a5f-0b6d7c8e9f10"}]""", null)]
    [InlineData("""[{"id":"P","value":12.0}]""", 12)]
    [InlineData("""[{"id":"P","value":1.2e1}]""", 12)]
    [InlineData("""[{"id":"P","value":1.5}]""", null)]
    [InlineData("""[{"id":"P","value":3e9}]""", null)]
    [InlineData("""[{"id":"P","value":2147483647}]""", int.MaxValue)]
    [InlineData("""[{"id":"P","value":-2147483648}]""", int.MinValue)]
    [InlineData("""[{"id":"P","value":"2"}]""", null)]
    [InlineData("""[null,7,["x"],"no UUID","P"]""", null)]
    public async Task Older_and_odd_forms_of_products_are_read(string products, int? value) => Assert.Equal(
        [new ActiveProduct { Id = new(Product), Value = value }],
        (await Viewer(claims => claims["active_products"] = JsonNode.Parse(products.Replace("\"P\"", $"\"{Product}\"", StringComparison.Ordinal)))).ActiveProducts!);

    [Fact]
    public async Task A_product_whose_ID_is_not_a_UUID_has_no_ID()
        => Assert.Equal([new ActiveProduct { Value = 2 }], (await Viewer(claims => claims["active_products"] = JsonNode.Parse("""[{"id":"p1","value":2}]"""))).ActiveProducts!);

    [Theory]
    [InlineData("""{"state":"UNSUBSCRIBED"}""", "UNSUBSCRIBED", null)]
    [InlineData("""{"state":"STATE_OF_TOMORROW"}""", "STATE_OF_TOMORROW", null)]
    [InlineData("""{"enabled":true}""", null, true)]
    [InlineData("""{"enabled":false,"state":1}""", null, false)]
    public async Task Both_forms_of_the_email_subscription_are_read(string subscription, string? state, bool? enabled)
        => Assert.Equal(
            new EmailSubscription { State = state is null ? null : new(state), Enabled = enabled },
            (await Viewer(claims => claims["email_subscription"] = JsonNode.Parse(subscription))).EmailSubscription);

    [Fact]
    public async Task A_claim_of_another_type_is_absent_and_kept_in_the_raw_claims()
    {
        var viewer = await Viewer(claims => (claims["is_app_installed"], claims["lang"], claims["email_subscription"], claims["active_products"]) = ("yes", 7, true, "p1"));

        Assert.Equal((null, null, null, null), (viewer.IsAppInstalled, viewer.Language, viewer.EmailSubscription, viewer.ActiveProducts));
        Assert.Equal("yes", viewer.Claims.GetProperty("is_app_installed").GetString());
    }

    [Fact]
    public async Task The_text_of_a_viewer_has_the_ID_the_end_and_all_claims()
    {
        var viewer = await Viewer();

        Assert.Equal($"AppViewer {{ ViewerId = 5972411, ExpiresAt = 2023-04-04T12:05:55.0000000+00:00, Claims = {viewer.Claims} }}", viewer.ToString());
    }

    [Fact]
    public async Task An_ID_that_is_a_number_is_taken_as_text()
        => Assert.Equal("5972411", (await Viewer(claims => claims["viewer_id"] = 5972411)).ViewerId);

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("true")]
    public async Task A_token_without_a_viewer_is_rejected(string viewer)
        => Assert.Equal(IframeTokenError.ViewerMissing, (await AnApp.Validate(AnApp.Token(AnApp.Claims(claims => claims["viewer_id"] = JsonNode.Parse(viewer))))).Error);

    [Fact]
    public void A_state_of_the_email_subscription_is_its_text()
    {
        Assert.Equal(
            ["STATE_UNSPECIFIED", "UNSUBSCRIBED", "SUBSCRIBED", "LATER", ""],
            [EmailSubscriptionState.Unspecified.Value, EmailSubscriptionState.Unsubscribed.Value, EmailSubscriptionState.Subscribed.Value, new EmailSubscriptionState("LATER").ToString(), default(EmailSubscriptionState).Value]);
    }

    private static async Task<AppViewer> Viewer(Action<JsonObject>? change = null)
    {
        var result = await AnApp.Validate(AnApp.Token(AnApp.Claims(change)));
        Assert.True(result.IsValid, result.ToString());
        return result.Viewer;
    }
}
