using System.Net;
using System.Text;
using Semrush.Client.Authentication;
using Semrush.Client.DeviceAuthorization;
using Semrush.Client.MapRankTracker;
using Semrush.Client.Tests.Authentication;

namespace Semrush.Client.Tests.Http;

/// <summary>A malformed value is dropped at most by itself: the rest of the response is kept.</summary>
public sealed class OddValueTests
{
    private const string Campaigns = """{"meta":{"success":true},"data":{"content":[{"id":"a"},{"id":"b"},ODD],"last":true,"number":0,"totalPages":1}}""";

    [Theory]
    [InlineData("12.0")]
    [InlineData("1.2e1")]
    [InlineData("\"12\"")]
    [InlineData("\"12.0\"")]
    public async Task An_integer_is_read_however_it_is_written(string number)
    {
        var campaigns = await CampaignsAsync($$"""{"id":"c","keywordsNumber":{{number}}}""");
        var campaign = await CampaignAsync($$"""{"id":"c","business":{"name":"B","reviewNumber":{{number}} } }""");
        var heatmap = await HeatmapAsync($$"""{"keyword":{"id":"k"},"positions":[{"point":{"id":"p"},"position":{{number}}}]}""");

        Assert.Equal(["a", "b", "c"], campaigns.Select(found => found.Id));
        Assert.Equal(12, campaigns[2].KeywordsNumber);
        Assert.Equal(("B", 12), (campaign.Business!.Name, campaign.Business.ReviewNumber));
        Assert.Equal(12, heatmap.Positions[0].Position);
    }

    [Fact]
    public async Task Coordinates_that_are_null_read_like_absent_ones()
    {
        var campaigns = await CampaignsAsync("""{"id":"c","business":{"name":"B","coordinates":null}}""");
        var heatmap = await HeatmapAsync(
            """{"keyword":{"id":"k"},"positions":[{"point":{"id":"p","coordinates":{"lat":1,"lng":2}},"position":3},{"point":{"id":"q","coordinates":null},"position":1}]}""");

        Assert.Equal((3, "B", null), (campaigns.Count, campaigns[2].Business!.Name, campaigns[2].Business!.Coordinates));
        Assert.Equal([(1.0, 2.0, 3), (null, null, 1)], heatmap.Positions.Select(found => (found.Point!.Coordinates?.Lat, found.Point.Coordinates?.Lng, found.Position!.Value)));
    }

    [Theory]
    [InlineData("""{"id":"c","name":"Pizza \ud83d"}""", "Pizza \ufffd")]
    [InlineData("""{"id":"c","name":"\ude00 Pizza \\ud83d \ud83d\ude00"}""", "\ufffd Pizza \\ud83d 😀")]
    [InlineData("""{"id":"c","name":"\ud83d\ud83d\ude00"}""", "\ufffd😀")]
    [InlineData("""{"id":"c","\udc00":"\ud83d","name":"Pizza"}""", "Pizza")]
    [InlineData("""{"id":"c","n\u0061me":"Pizza","n\ud83dme":1}""", "Pizza")]
    [InlineData("""{"id":"c","name":"Pizza","status":"\ud83d"}""", "Pizza")]
    [InlineData("""{"id":"c","name":"Pizza","createdAt":"\ud83d"}""", "Pizza")]
    public async Task Half_a_surrogate_pair_is_replaced_by_one_character(string campaign, string name)
    {
        var campaigns = await CampaignsAsync(campaign);

        Assert.Equal(["a", "b", "c"], campaigns.Select(found => found.Id));
        Assert.Equal(name, campaigns[2].Name);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_the_key_of_a_map_is_replaced()
    {
        using var client = The.Client(StubHandler.Returning(Response.Data("""{"average_positions":{"2024-06-13\ud83d":1.5,"2024-07-05T12:39:22.611Z":2}}""")));

        var metrics = await client.MapRankTracker.GetMetricsAsync(The.CampaignId, The.KeywordId, new() { Cid = The.Cid }, The.Token);

        Assert.Equal(["2024-06-13\ufffd", "2024-07-05T12:39:22.611Z"], metrics.AveragePositions.Keys.Select(key => key.ToString()));
    }

    [Fact]
    public async Task Bytes_of_another_charset_are_replaced()
    {
        var body = Encoding.Latin1.GetBytes("""{"data":{"id":"c","name":"Größe","countryCode":"DE"}}""");
        using var client = The.Client(StubHandler.Returning(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) }));

        var campaign = await client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token);

        Assert.Equal(("Gr\ufffd\ufffde", "DE"), (campaign.Name, campaign.CountryCode));
    }

    [Fact]
    public async Task A_malformed_value_is_skipped_with_all_its_members()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 500)) + string.Concat(Enumerable.Repeat("]", 500));

        var campaign = await CampaignAsync(
            $$"""{"unheard_of":{{deep}},"id":"c","name":{"id":"x","name":["y"]},"keywords":{"0":{"id":"k"} },"points":[{"index":true,"coordinates":[1,2]},7,{"index":"2"}],"status":[{}],"createdAt":{{deep}},"countryCode":"GR"}""");

        Assert.Equal(("c", null, 0, "GR"), (campaign.Id, campaign.Name, campaign.Keywords.Count, campaign.CountryCode));
        Assert.Equal([null, 2], campaign.Points.Select(point => point.Index));
        Assert.Equal((null, null), (campaign.Status, campaign.CreatedAt));
    }

    [Theory]
    [InlineData("""{"name":"no id"}""")]
    [InlineData("""{"id":null,"name":"N"}""")]
    [InlineData("""{"id":{"id":"c"},"name":"N"}""")]
    [InlineData("null")]
    [InlineData("\"c\"")]
    [InlineData("[{\"id\":\"c\"}]")]
    public async Task An_item_without_its_identity_is_left_out_of_its_list(string item)
        => Assert.Equal(["a", "b"], (await CampaignsAsync(item)).Select(found => found.Id));

    [Fact]
    public async Task An_identity_that_is_a_number_is_its_text()
        => Assert.Equal(["a", "b", "7"], (await CampaignsAsync("""{"id":7}""")).Select(found => found.Id));

    [Fact]
    public async Task A_member_without_its_identity_is_absent_by_itself()
    {
        var heatmap = await HeatmapAsync("""{"keyword":{"name":"K"},"positions":[{"point":{"coordinates":{"lat":1,"lng":2}},"position":3}]}""");

        Assert.Null(heatmap.Keyword);
        Assert.Equal((1.0, 3), (heatmap.Positions[0].Point!.Coordinates!.Value.Lat, heatmap.Positions[0].Position));
    }

    [Fact]
    public async Task A_page_whose_items_are_all_left_out_does_not_end_its_list()
    {
        var stub = StubHandler.Returning(
            Response.Data("""{"content":[{"name":"odd"}],"last":false,"number":0,"totalPages":2}"""),
            Response.Data("""{"content":[{"id":"b"}],"last":true,"number":1,"totalPages":2}"""));
        using var client = The.Client(stub);

        Assert.Equal("b", Assert.Single(await ListAsync(client)).Id);
    }

    [Theory]
    [InlineData("""{"meta":{"success":true},"data":{"id":"c1","name":"N"}}""")]
    [InlineData("""{"meta":{"success":true},"data":{"id":"c1","name":"N"},"error":null}""")]
    [InlineData("""{"meta":{"success":true},"data":{"id":"c1","name":"N"},"errors":[]}""")]
    [InlineData("""{"meta":7,"data":{"id":"c1","name":"N","error":{"code":1}}}""")]
    public async Task A_byte_order_mark_is_passed_over_in_a_result(string body)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json("\ufeff" + body)));

        Assert.Equal("N", (await client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token)).Name);
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over_in_an_error()
    {
        var failure = await The.FailureFrom(Response.Json("\ufeff" + """{"meta":{"success":false,"request_id":"r-1"},"error":{"code":403,"message":"Out of credits","retryable":false}}""", 403));

        Assert.Equal("Semrush responded to MapRankTracker.GetCampaign with 403 Forbidden: Out of credits (request r-1).", failure.Message);
    }

    [Fact]
    public async Task A_byte_order_mark_does_not_hide_that_an_error_is_not_retryable()
    {
        var stub = StubHandler.Returning(Response.Json("\ufeff" + """{"meta":{"success":false},"error":{"code":500,"message":"no","retryable":false}}""", 500));
        using var client = The.Client(stub, new() { ApiKey = The.ApiKey });

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over_while_a_device_is_polled()
    {
        using var client = The.Client(StubHandler.Returning(Response.Json("\ufeff" + """{"error":"authorization_pending"}""", 400)));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(
            () => client.DeviceAuthorization.CreateDeviceTokenAsync(new() { GrantType = DeviceGrantType.DeviceCode, DeviceCode = Canary.DeviceCode }, cancellationToken: The.Token));

        Assert.Equal("authorization_pending", failure.ErrorCode);
    }

    [Theory]
    [InlineData("\ufeff", "604800")]
    [InlineData("", "604800.0")]
    [InlineData("", "6.048e5")]
    [InlineData("", "\"604800.0\"")]
    [InlineData("", "604800.9")]
    public async Task A_refresh_survives_a_byte_order_mark_and_another_notation_of_a_number(string mark, string lifetime)
    {
        var stub = StubHandler.Returning(Response.Json($$"""{{mark}}{"access_token":"AT1","token_type":"Bearer","expires_in":{{lifetime}},"refresh_token":"RT1"}"""));
        using var http = new HttpClient(stub);
        using var flow = new AuthorizationCodeFlow(new() { ClientId = "client", ClientSecret = Canary.ClientSecret }, http);

        var tokens = await flow.RenewAsync(The.Tokens, The.Token);

        Assert.Equal(("AT1", "RT1", TimeSpan.FromDays(7)), (tokens!.AccessToken, tokens.RefreshToken, tokens.ExpiresAt - tokens.ObtainedAt));
    }

    private static async Task<List<CampaignSummary>> CampaignsAsync(string odd)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(Campaigns.Replace("ODD", odd, StringComparison.Ordinal))));
        return await ListAsync(client);
    }

    private static async Task<List<CampaignSummary>> ListAsync(SemrushClient client)
    {
        var found = new List<CampaignSummary>();
        await foreach (var campaign in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))
            found.Add(campaign);
        return found;
    }

    private static async Task<Campaign> CampaignAsync(string data)
    {
        using var client = The.Client(StubHandler.Returning(Response.Data(data)));
        return await client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token);
    }

    private static async Task<Heatmap> HeatmapAsync(string data)
    {
        using var client = The.Client(StubHandler.Returning(Response.Data(data)));
        return await client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, new() { Cid = The.Cid }, The.Token);
    }
}
