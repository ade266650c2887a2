namespace Semrush.Client.ContractTests.Emulator;

public sealed class BodyViolationTests : EmulatorTest
{
    private const string Grid = """ "template": "5x5", "unit": "KM", "distance": 1.5, "basePoint": {"lat": 1, "lng": 2} """;

    [Theory]
    [InlineData(""" {"placeId": "p"} """, "keywords")]
    [InlineData(""" {"placeId": 1, "keywords": ["a"]} """, "placeId")]
    [InlineData(""" {"placeId": null, "keywords": ["a"]} """, "placeId")]
    [InlineData(""" {"placeId": "p", "keywords": "a"} """, "keywords")]
    [InlineData(""" {"placeId": "p", "keywords": []} """, "keywords")]
    [InlineData(""" {"placeId": "p", "keywords": ["a", 2]} """, "keywords[1]")]
    [InlineData(""" {"placeId": "p", "keywords": ["a"], "colour": "red"} """, "colour")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("{", "body")]
    [InlineData("{} {}", "body")]
    [InlineData("", "body")]
    public async Task A_body_that_the_contract_does_not_allow_is_named(string body, params string[] fields) =>
        (await CreateAsync(body)).AssertViolates(fields);

    [Theory]
    [InlineData($$""" "gridSettings": {{{Grid}}, "colour": "red"} """, "gridSettings.colour")]
    [InlineData(""" "gridSettings": {"template": "5x5", "unit": "MI", "distance": 1.5} """, "gridSettings.unit")]
    [InlineData(""" "gridSettings": {"template": "5x5", "unit": "KM", "distance": "far"} """, "gridSettings.distance")]
    [InlineData(""" "gridSettings": {"template": "5by5", "unit": "KM", "distance": 1} """, "gridSettings.template")]
    [InlineData(""" "gridSettings": {"template": "0x5", "unit": "KM", "distance": 1} """, "gridSettings.template")]
    [InlineData(""" "gridSettings": {"template": "5x5", "unit": "KM", "distance": 1, "basePoint": {"lat": 1}} """, "gridSettings.basePoint.lng")]
    [InlineData($$""" "gridSettings": {{{Grid}}}, "points": [] """, "gridSettings", "points")]
    [InlineData(""" "points": [{"index": 0, "isEnabled": true}] """, "points[0].coordinates")]
    [InlineData(""" "points": [{"index": 3000000000, "isEnabled": 1, "coordinates": {"lat": 1, "lng": 2}}] """, "points[0].isEnabled", "points[0].index")]
    [InlineData(""" "collectingFrequency": {"frequency": "HOURLY", "enable": true} """, "collectingFrequency.frequency")]
    [InlineData(""" "collectingFrequency": {"frequency": "DAILY", "enable": true, "time": "25:00"} """, "collectingFrequency.time")]
    [InlineData(""" "collectingFrequency": {"frequency": "DAILY", "enable": true, "interval": 0} """, "collectingFrequency.interval")]
    public async Task A_member_at_any_depth_is_named_by_its_path(string member, params string[] fields)
    {
        (await CreateAsync($$"""{"placeId": "p", "keywords": ["a"], {{member}}}""")).AssertViolates(fields);
        (await Raw.SendAsync("PATCH", $"{RawClient.Tracker}campaigns/{Demo["id"]}", $$"""{{{member}}}""")).AssertViolates(fields);
    }

    [Theory]
    [InlineData(101, 1, "keywords")]
    [InlineData(1, 256, "keywords[0]")]
    public async Task Too_many_and_too_long_keywords_are_rejected(int count, int length, string field)
    {
        var keywords = string.Join(',', Enumerable.Repeat($"\"{new string('x', length)}\"", count));

        (await CreateAsync($$"""{"placeId": "p", "keywords": [{{keywords}}]}""")).AssertViolates(field);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_content_type_is_rejected(string? contentType) =>
        (await Raw.SendAsync("POST", RawClient.Tracker + "campaigns", """{"placeId": "p", "keywords": ["a"]}""", contentType)).AssertViolates("Content-Type");

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON")]
    public async Task A_content_type_may_have_parameters_and_any_case(string contentType) =>
        Assert.Equal(200, (await Raw.SendAsync("POST", RawClient.Tracker + "campaigns", """{"placeId": "p", "keywords": ["ü"]}""", contentType)).Status);

    [Fact]
    public async Task A_body_of_an_operation_without_one_is_rejected() =>
        (await Raw.SendAsync("DELETE", $"{RawClient.Tracker}campaigns/{Demo["id"]}", "{}")).AssertViolates("body");

    [Fact]
    public async Task A_rejected_body_changes_nothing()
    {
        await CreateAsync("""{"placeId": "p"}""");

        Assert.Equal(2, Emulator.MapRankTracker.Campaigns.Count);
    }

    private Task<RawResponse> CreateAsync(string body) => Raw.SendAsync("POST", RawClient.Tracker + "campaigns", body);
}
