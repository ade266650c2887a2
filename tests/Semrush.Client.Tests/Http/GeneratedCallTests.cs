namespace Semrush.Client.Tests.Http;

/// <summary>What a generated method sends, and what it makes of a response.</summary>
public sealed class GeneratedCallTests
{
    [Fact]
    public async Task A_call_sends_method_address_and_credential_and_returns_the_data()
    {
        var stub = StubHandler.Returning(Response.Payload("map-rank-tracker.get-campaign"));
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
    public async Task A_report_date_is_sent_byte_for_byte(string text, string sent)
    {
        var stub = StubHandler.Returning(Response.Payload("map-rank-tracker.get-heatmap"));
        using var client = The.Client(stub);

        await client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, new(text), new() { Cid = The.Cid }, The.Token);

        Assert.Equal($"?keywordId={The.KeywordId}&reportDate={sent}&cid={The.Cid}", stub.Request.Query);
    }

    [Fact]
    public async Task A_heatmap_without_cid_and_placeIds_is_rejected_before_it_is_sent()
    {
        var stub = StubHandler.Returning();
        using var client = The.Client(stub);

        var rejection = await Assert.ThrowsAsync<ArgumentException>(
            "options.Cid", () => client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, cancellationToken: The.Token));
        Assert.StartsWith("Give at least one of options.Cid or options.PlaceIds.", rejection.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData(200, """{"meta":{"success":true},"data":{}}""")]
    [InlineData(200, "{}")]
    [InlineData(200, "")]
    [InlineData(201, "")]
    [InlineData(202, " null\n")]
    [InlineData(204, "")]
    public async Task An_operation_without_a_result_accepts_every_success(int status, string body)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(body, status)));

        await client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(206)]
    public async Task Every_success_status_returns_the_data(int status)
    {
        using var client = The.Client(StubHandler.Returning(Response.Payload("map-rank-tracker.get-user-limits", status)));

        Assert.Equal(23908, (await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)).Credits!.Available);
    }

    [Fact]
    public async Task Numbers_in_strings_are_read()
    {
        using var client = The.Client(StubHandler.Returning(
            Response.Data("""{"credits":{"available":"23908"},"campaigns":{"inUse":"3"}}"""),
            Response.Data("""{"average_positions":{"2024-06-13T14:20:10.66Z":"1.5"}}""")));

        var limits = await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        var metrics = await client.MapRankTracker.GetMetricsAsync(The.CampaignId, The.KeywordId, new() { Cid = The.Cid }, The.Token);

        Assert.Equal((23908L, 3), (limits.Credits!.Available, limits.Campaigns!.InUse));
        Assert.Equal(1.5, metrics.AveragePositions[The.ReportDate]);
    }

    [Theory]
    [InlineData("averagePositions", "shareOfVoice")]
    [InlineData("average_positions", "sharesOfVoice")]
    [InlineData("averagePositions", "shareOfVoices")]
    public async Task A_member_is_read_by_each_of_its_known_names(string positions, string shares)
    {
        using var client = The.Client(StubHandler.Returning(Response.Data($$$"""{"{{{positions}}}":{"2024-06-13T14:20:10.66Z":1.5},"{{{shares}}}":{"2024-06-13T14:20:10.66Z":20.3}}""")));

        var metrics = await client.MapRankTracker.GetMetricsAsync(The.CampaignId, The.KeywordId, new() { PlaceIds = ["ChIJ"] }, The.Token);

        Assert.Equal((1.5, 20.3), (metrics.AveragePositions[The.ReportDate], metrics.ShareOfVoices[The.ReportDate]));
    }

    [Fact]
    public async Task A_form_is_encoded_once_and_sent_without_a_credential()
    {
        var stub = StubHandler.Returning(Response.Payload("oauth.access-token"));
        using var client = The.Client(stub);

        await client.OAuth.CreateAccessTokenAsync(
            new() { GrantType = OAuth.GrantType.AuthorizationCode, ClientId = "id", ClientSecret = "s&c=r t", Code = "a+b", RedirectUri = "https://app.example/back?x=1" },
            cancellationToken: The.Token);

        Assert.Equal("grant_type=authorization_code&client_id=id&client_secret=s%26c%3Dr%20t&code=a%2Bb&redirect_uri=https%3A%2F%2Fapp.example%2Fback%3Fx%3D1", stub.Request.Body);
        Assert.Equal("application/x-www-form-urlencoded", stub.Request.ContentType);
        Assert.Empty(stub.Request.Header("Authorization"));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a b", "a%20b")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a:b", "a%3Ab")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("a%b", "a%25b")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("a&b=c?d#e", "a%26b%3Dc%3Fd%23e")]
    [InlineData("../x", "..%2Fx")]
    [InlineData("..\\x", "..%5Cx")]
    [InlineData("...", "...")]
    [InlineData("Größe", "Gr%C3%B6%C3%9Fe")]
    [InlineData("日本", "%E6%97%A5%E6%9C%AC")]
    [InlineData("🗺", "%F0%9F%97%BA")]
    public async Task A_value_is_escaped_alike_in_the_path_and_in_the_query(string value, string escaped)
    {
        var stub = StubHandler.Returning(Response.Payload("map-rank-tracker.get-metrics"));
        using var client = The.Client(stub);

        await client.MapRankTracker.GetMetricsAsync(value, value, new() { PlaceIds = [value, "c,d"] }, The.Token);

        Assert.Equal($"{The.MapRankTracker}campaigns/{escaped}/metrics?keywordId={escaped}&placeIds={escaped},c%2Cd", stub.Request.Address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_identifier_that_would_reach_another_resource_is_rejected(string? campaignId)
    {
        var stub = StubHandler.Returning();
        using var client = The.Client(stub);

        var rejection = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.MapRankTracker.GetCampaignAsync(campaignId!, cancellationToken: The.Token));

        Assert.Equal("campaignId", rejection.ParamName);
        Assert.Contains(campaignId is "." or ".." ? "campaignId is not an identifier." : campaignId is null ? "null" : "empty", rejection.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task Numbers_and_identifiers_become_segments()
    {
        var stub = StubHandler.Returning(Response.Data("""{"active":true}"""), Response.Data("""{"id":"bf860c6b-dd98-42f2-b23d-17dcec59ca0d"}"""));
        using var client = The.Client(stub);

        await client.AppCenter.GetSubscriptionStatusAsync(5972411, 7, cancellationToken: The.Token);
        await client.AppCenter.GetEventAsync(new("BF860C6B-DD98-42F2-B23D-17DCEC59CA0D"), cancellationToken: The.Token);

        Assert.EndsWith("/user/5972411/subscription/7", stub.Requests[0].Address, StringComparison.Ordinal);
        Assert.EndsWith("/event/bf860c6b-dd98-42f2-b23d-17dcec59ca0d", stub.Requests[1].Address, StringComparison.Ordinal);
    }
}
