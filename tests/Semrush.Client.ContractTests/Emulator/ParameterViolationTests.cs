namespace Semrush.Client.ContractTests.Emulator;

public sealed class ParameterViolationTests : EmulatorTest
{
    private const string Date = "2026-10-05T12:39:22.611Z";

    [Theory]
    [InlineData("limits?colour=red", "colour")]
    [InlineData("campaigns?Page=1", "Page")]
    [InlineData("campaigns?page=one", "page")]
    [InlineData("campaigns?page=1.5", "page")]
    [InlineData("campaigns?page=", "page")]
    [InlineData("campaigns?page=-1", "page")]
    [InlineData("campaigns?page=2147483648", "page")]
    [InlineData("campaigns?page=99999999999999999999", "page")]
    [InlineData("campaigns?page=1&page=2", "page")]
    [InlineData("campaigns?size=0", "size")]
    [InlineData("campaigns?sort=name,ASC", "sort")]
    [InlineData("campaigns?sort=createdat,asc", "sort")]
    [InlineData("campaigns?onlyMarkedForRemoval=yes", "onlyMarkedForRemoval")]
    [InlineData("campaigns/1/metrics?cid=1", "keywordId")]
    [InlineData("campaigns/1/metrics?keywordId=&cid=1", "keywordId")]
    [InlineData("campaigns/1/metrics?keywordId=1", "cid")]
    [InlineData("campaigns/1/metrics?keywordId=1&placeIds=1&placeIds=2", "placeIds")]
    [InlineData("campaigns/1/metrics?keywordId=1&placeIds=1,", "placeIds[1]")]
    [InlineData("campaigns/1/heatmap?keywordId=1&cid=1", "reportDate")]
    [InlineData("campaigns/1/heatmap?keywordId=1&cid=1&reportDate=2026-10-05", "reportDate")]
    [InlineData($"campaigns/1/top-competitors?keywordId=1&reportDate={Date}&sort=cid,ASC", "sort")]
    [InlineData($"campaigns/1/top-competitors?keywordId=1&reportDate={Date}&cid=1", "cid")]
    public async Task A_parameter_that_the_contract_does_not_allow_is_named(string path, string field) =>
        (await Raw.GetAsync(path)).AssertViolates(field);

    [Fact]
    public async Task A_text_that_is_too_long_is_named() =>
        (await Raw.GetAsync($"campaigns?query={new string('x', 256)}")).AssertViolates("query");

    [Fact]
    public async Task All_violations_are_named_at_once() =>
        (await Raw.GetAsync("campaigns/1/heatmap?page=1&reportDate=today")).AssertViolates("page", "keywordId", "reportDate", "cid");

    [Fact]
    public async Task A_path_parameter_is_checked_as_well()
    {
        Raw.Authorization = $"Bearer {Emulator.AccessToken}";

        (await Raw.SendAsync("GET", "/apis/v4/hermes/v0/user/-1/subscription/x")).AssertViolates("user_id", "id");
        (await Raw.SendAsync("GET", "/apis/v4/hermes/v0/event/no-uuid")).AssertViolates("id");
    }

    [Theory]
    [InlineData("campaigns?page=0&size=1&sort=businessName%2CASC&query=%C3%A9&onlyMarkedForRemoval=false")]
    [InlineData("campaigns?query=a+b")]
    [InlineData("campaigns?page=2147483647&size=2147483647")]
    public async Task Parameters_that_the_contract_allows_are_accepted(string path) =>
        Assert.Equal(200, (await Raw.GetAsync(path)).Status);

    [Fact]
    public async Task A_rejected_call_changes_nothing()
    {
        var before = Emulator.MapRankTracker.CreditsAvailable;

        (await Raw.SendAsync("PUT", $"{RawClient.Tracker}campaigns/{Demo["id"]}/collect?reportDate=now")).AssertViolates("reportDate");

        Assert.Equal(before, Emulator.MapRankTracker.CreditsAvailable);
    }
}
