using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class RoutingTests : EmulatorTest
{
    [Theory]
    [InlineData("POST", "/")]
    [InlineData("GET", "/emulator")]
    [InlineData("GET", "/apis/v4/map-rank-tracker/v0")]
    [InlineData("GET", "/apis/v4/map-rank-tracker/v0/Limits")]
    [InlineData("GET", "/apis/v4/map-rank-tracker/v0/limits/")]
    [InlineData("GET", "/apis/v4/map-rank-tracker/v0/campaigns/1/heatmap/2")]
    [InlineData("POST", "/app-center-api/v2/jwt-token")]
    public async Task An_unknown_path_is_not_found(string method, string path) =>
        (await Raw.SendAsync(method, path)).AssertFails(404);

    [Theory]
    [InlineData("POST", "limits")]
    [InlineData("PUT", "campaigns")]
    [InlineData("POST", "campaigns/1/collect")]
    [InlineData("OPTIONS", "campaigns/1")]
    public async Task A_method_that_a_path_does_not_have_is_not_implemented(string method, string path) =>
        (await Raw.SendAsync(method, RawClient.Tracker + path)).AssertFails(551);

    [Theory]
    [InlineData("a/b")]
    [InlineData("a b?c#100%")]
    [InlineData("ü+ß")]
    [InlineData("campaigns")]
    public async Task An_identifier_may_have_any_characters(string id)
    {
        await SeedAsync(new CampaignSeed { Id = id });

        Assert.Equal(id, (await Tracker.GetCampaignAsync(id, cancellationToken: Token)).Id);
    }
}
