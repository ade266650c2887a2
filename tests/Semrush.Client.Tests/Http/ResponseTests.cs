using System.Net;
using System.Text;

namespace Semrush.Client.Tests.Http;

/// <summary>What a call can be told of its successful response.</summary>
public sealed class ResponseTests
{
    private const string Campaign = """{"meta":{"success":true,"request_id":"r-1"},"data":{"id":"c","ofNextYear":{"deep":[1]}}}""";

    private readonly List<SemrushResponse> _told = [];

    [Fact]
    public async Task A_call_is_told_all_of_its_response()
    {
        using var client = The.Client(StubHandler.Answering(Answer.Json(Campaign).WithHeader("X-Server", "s1").WithHeader("Set-Cookie", "canary-cookie")));

        await client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _told.Add }, The.Token);

        var response = Assert.Single(_told);
        Assert.Equal((HttpStatusCode.OK, "r-1", 1), (response.StatusCode, response.RequestId, response.Attempts));
        Assert.Equal(["s1"], response.Headers["x-server"]);
        Assert.False(response.Headers.ContainsKey("Set-Cookie"));
        Assert.Equal(Campaign, Encoding.UTF8.GetString(response.Body.Span));
        Assert.Equal("200 r-1", response.ToString());
    }

    [Fact]
    public async Task A_member_that_the_library_does_not_know_is_in_the_raw_JSON()
    {
        using var client = The.Client(StubHandler.Answering(Answer.Json(Campaign)));

        await client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _told.Add }, The.Token);

        Assert.Equal(1, _told[0].ReadJson().GetProperty("data").GetProperty("ofNextYear").GetProperty("deep")[0].GetInt32());
    }

    [Fact]
    public async Task The_response_that_ends_a_call_is_told_with_the_number_of_attempts_and_no_other()
    {
        using var client = The.Client(StubHandler.Answering(Answer.Error(503), Answer.Error(503), Answer.Json(Campaign)), new() { ApiKey = The.ApiKey, Retry = { Delay = TimeSpan.FromMilliseconds(1) } });

        await client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _told.Add }, The.Token);

        Assert.Equal(3, Assert.Single(_told).Attempts);
    }

    [Theory]
    [InlineData(404, """{"error":{"code":1}}""")]
    [InlineData(200, """{"meta":{"success":false},"error":{"code":1}}""")]
    [InlineData(200, """{"data":{"name":"without its id"}}""")]
    public async Task A_failure_is_an_exception_and_nothing_else(int status, string body)
    {
        using var client = The.Client(StubHandler.Answering(Answer.Json(body, status)));

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _told.Add }, The.Token));

        Assert.Empty(_told);
    }

    [Fact]
    public async Task Each_page_of_a_list_is_told()
    {
        using var client = The.Client(StubHandler.Answering(
            Answer.Data("""{"content":[{"id":"1"}],"last":false}"""),
            Answer.Data("""{"content":[{"id":"2"}],"last":true}""")));

        var ids = await client.MapRankTracker.GetCampaignsAsync(new() { OnResponse = _told.Add }, The.Token).Select(campaign => campaign.Id).ToListAsync(The.Token);

        Assert.Equal(["1", "2"], ids);
        Assert.Equal(ids, _told.Select(response => response.ReadJson().GetProperty("data").GetProperty("content")[0].GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_response_without_a_body_is_told_as_well()
    {
        using var client = The.Client(StubHandler.Answering(Answer.Empty(204)));

        await client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, new() { OnResponse = _told.Add }, The.Token);

        Assert.Equal((HttpStatusCode.NoContent, 0, null), (_told[0].StatusCode, _told[0].Body.Length, _told[0].RequestId));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => _told[0].ReadJson());
    }

    [Fact]
    public async Task What_is_told_is_kept_beyond_the_call()
    {
        using var client = The.Client(StubHandler.Answering(_ => Answer.Json(Campaign)));

        for (var call = 0; call < 3; call++)
            await client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _told.Add }, The.Token);

        Assert.All(_told, response => Assert.Equal(Campaign, Encoding.UTF8.GetString(response.Body.Span)));
    }

    [Fact]
    public async Task What_is_thrown_while_it_is_told_fails_the_call_once()
    {
        var stub = StubHandler.Answering(_ => Answer.Json(Campaign));
        using var client = The.Client(stub, new() { ApiKey = The.ApiKey, Retry = { Delay = TimeSpan.FromMilliseconds(1) } });

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _ => throw new InvalidOperationException("mine") }, The.Token));
        var retryable = new SemrushApiException("mine") { Operation = "MapRankTracker.GetCampaign", IsRetryable = true };
        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _ => throw retryable }, The.Token));

        Assert.Equal(2, stub.Requests.Count);
    }
}
