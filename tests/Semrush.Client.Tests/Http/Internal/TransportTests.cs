namespace Semrush.Client.Tests.Http.Internal;

public sealed class TransportTests
{
    [Fact]
    public async Task A_call_states_method_address_and_credential_and_gives_the_data_of_the_envelope()
    {
        var stub = StubHandler.Answering(Answer.Payload("map-rank-tracker.get-campaign"));
        using var client = The.Client(stub);

        var campaign = await client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token);

        Assert.Equal("Pavlos souvlaki", campaign.Name);
        Assert.Equal("2024-06-13T14:20:10.660Z", campaign.ReportDates[1].ToString());
        Assert.Equal("GET", stub.Request.Method);
        Assert.Equal(The.MapRankTracker + "campaigns/" + The.CampaignId, stub.Request.Address);
        Assert.Equal([$"Apikey {The.ApiKey}"], stub.Request.Header("Authorization"));
        Assert.Equal("", stub.Request.Body);
    }

    [Theory]
    [InlineData("2024-06-13T14:20:10.660Z", "2024-06-13T14%3A20%3A10.660Z")]
    [InlineData("2024-06-13T14:20:10.123456789+02:00", "2024-06-13T14%3A20%3A10.123456789%2B02%3A00")]
    public async Task A_report_date_goes_back_byte_for_byte(string text, string sent)
    {
        var stub = StubHandler.Answering(Answer.Payload("map-rank-tracker.get-heatmap"));
        using var client = The.Client(stub);

        await client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, new(text), new() { Cid = The.Cid }, The.Token);

        Assert.Equal($"?keywordId={The.KeywordId}&reportDate={sent}&cid={The.Cid}", stub.Request.Query);
    }

    [Fact]
    public async Task A_heatmap_without_cid_and_placeIds_is_not_even_asked_for()
    {
        var stub = StubHandler.Answering();
        using var client = The.Client(stub);

        await Assert.ThrowsAsync<ArgumentException>("options.Cid", () => client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, cancellationToken: The.Token));
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData(200, """{"meta":{"success":true},"data":{}}""")]
    [InlineData(200, "{}")]
    [InlineData(200, "")]
    [InlineData(201, "")]
    [InlineData(202, " null\n")]
    [InlineData(204, "")]
    public async Task An_operation_without_a_result_takes_every_success(int status, string body)
    {
        using var client = The.Client(StubHandler.Answering(Answer.Json(body, status)));

        await client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(206)]
    public async Task Every_success_status_gives_the_data(int status)
    {
        using var client = The.Client(StubHandler.Answering(Answer.Payload("map-rank-tracker.get-user-limits", status)));

        Assert.Equal(23908, (await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)).Credits!.Available);
    }

    [Fact]
    public async Task Numbers_that_come_as_texts_are_read()
    {
        using var client = The.Client(StubHandler.Answering(
            Answer.Data("""{"credits":{"available":"23908"},"campaigns":{"inUse":"3"}}"""),
            Answer.Data("""{"average_positions":{"2024-06-13T14:20:10.66Z":"1.5"}}""")));

        var limits = await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        var metrics = await client.MapRankTracker.GetMetricsAsync(The.CampaignId, The.KeywordId, new() { Cid = The.Cid }, The.Token);

        Assert.Equal((23908L, 3), (limits.Credits!.Available, limits.Campaigns!.InUse));
        Assert.Equal(1.5, metrics.AveragePositions[The.ReportDate]);
    }

    [Theory]
    [InlineData("averagePositions", "shareOfVoice")]
    [InlineData("average_positions", "sharesOfVoice")]
    [InlineData("averagePositions", "shareOfVoices")]
    public async Task A_member_is_read_under_every_name_it_has_been_seen_with(string positions, string shares)
    {
        using var client = The.Client(StubHandler.Answering(Answer.Data($$$"""{"{{{positions}}}":{"2024-06-13T14:20:10.66Z":1.5},"{{{shares}}}":{"2024-06-13T14:20:10.66Z":20.3}}""")));

        var metrics = await client.MapRankTracker.GetMetricsAsync(The.CampaignId, The.KeywordId, new() { PlaceIds = ["ChIJ"] }, The.Token);

        Assert.Equal((1.5, 20.3), (metrics.AveragePositions[The.ReportDate], metrics.ShareOfVoices[The.ReportDate]));
    }

    [Fact]
    public async Task A_form_is_encoded_once_and_carries_no_credential_of_the_client()
    {
        var stub = StubHandler.Answering(Answer.Payload("oauth.access-token"));
        using var client = The.Client(stub);

        await client.OAuth.CreateAccessTokenAsync(
            new() { GrantType = OAuth.GrantType.AuthorizationCode, ClientId = "id", ClientSecret = "s&c=r t", Code = "a+b", RedirectUri = "https://app.example/back?x=1" },
            cancellationToken: The.Token);

        Assert.Equal("grant_type=authorization_code&client_id=id&client_secret=s%26c%3Dr%20t&code=a%2Bb&redirect_uri=https%3A%2F%2Fapp.example%2Fback%3Fx%3D1", stub.Request.Body);
        Assert.Equal("application/x-www-form-urlencoded", stub.Request.ContentType);
        Assert.Empty(stub.Request.Header("Authorization"));
    }
}
