using System.Net;
using System.Text;

namespace Semrush.Client.Tests.Http;

/// <summary>What OnResponse gets of a successful response.</summary>
public sealed class ResponseTests
{
    private const string Campaign = """{"meta":{"success":true,"request_id":"r-1"},"data":{"id":"c","ofNextYear":{"deep":[1]}}}""";

    private readonly List<SemrushResponse> _passed = [];

    [Fact]
    public async Task OnResponse_gets_the_whole_response()
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(Campaign).WithHeader("X-Server", "s1").WithHeader("Set-Cookie", "canary-cookie")));

        await client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _passed.Add }, The.Token);

        var response = Assert.Single(_passed);
        Assert.Equal((HttpStatusCode.OK, "r-1", 1), (response.StatusCode, response.RequestId, response.Attempts));
        Assert.Equal(["s1"], response.Headers["x-server"]);
        Assert.False(response.Headers.ContainsKey("Set-Cookie"));
        Assert.Equal(Campaign, Encoding.UTF8.GetString(response.Body.Span));
        Assert.Equal("200 r-1", response.ToString());
    }

    [Fact]
    public async Task An_unknown_member_is_in_the_raw_JSON()
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(Campaign)));

        await client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _passed.Add }, The.Token);

        Assert.Equal(1, _passed[0].ReadJson().GetProperty("data").GetProperty("ofNextYear").GetProperty("deep")[0].GetInt32());
    }

    [Fact]
    public async Task Only_the_last_response_of_a_call_is_passed_with_its_attempts()
    {
        using var client = The.Client(StubHandler.Returning(Response.Error(503), Response.Error(503), Response.Json(Campaign)), new() { ApiKey = The.ApiKey, Retry = { Delay = TimeSpan.FromMilliseconds(1) } });

        await client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _passed.Add }, The.Token);

        Assert.Equal(3, Assert.Single(_passed).Attempts);
    }

    [Theory]
    [InlineData(404, """{"error":{"code":1}}""")]
    [InlineData(200, """{"meta":{"success":false},"error":{"code":1}}""")]
    [InlineData(200, """{"data":{"name":"without its id"}}""")]
    public async Task A_failed_response_is_not_passed(int status, string body)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(body, status)));

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _passed.Add }, The.Token));

        Assert.Empty(_passed);
    }

    [Fact]
    public async Task Each_page_of_a_list_is_passed()
    {
        using var client = The.Client(StubHandler.Returning(
            Response.Data("""{"content":[{"id":"1"}],"last":false}"""),
            Response.Data("""{"content":[{"id":"2"}],"last":true}""")));

        var ids = await client.MapRankTracker.GetCampaignsAsync(new() { OnResponse = _passed.Add }, The.Token).Select(campaign => campaign.Id).ToListAsync(The.Token);

        Assert.Equal(["1", "2"], ids);
        Assert.Equal(ids, _passed.Select(response => response.ReadJson().GetProperty("data").GetProperty("content")[0].GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_response_without_a_body_is_passed()
    {
        using var client = The.Client(StubHandler.Returning(Response.Empty(204)));

        await client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, new() { OnResponse = _passed.Add }, The.Token);

        Assert.Equal((HttpStatusCode.NoContent, 0, null), (_passed[0].StatusCode, _passed[0].Body.Length, _passed[0].RequestId));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => _passed[0].ReadJson());
    }

    [Fact]
    public async Task A_response_can_be_kept_beyond_the_call()
    {
        using var client = The.Client(StubHandler.Returning(_ => Response.Json(Campaign)));

        for (var call = 0; call < 3; call++)
            await client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _passed.Add }, The.Token);

        Assert.All(_passed, response => Assert.Equal(Campaign, Encoding.UTF8.GetString(response.Body.Span)));
    }

    [Fact]
    public async Task An_exception_of_OnResponse_fails_the_call_without_a_retry()
    {
        var stub = StubHandler.Returning(_ => Response.Json(Campaign));
        using var client = The.Client(stub, new() { ApiKey = The.ApiKey, Retry = { Delay = TimeSpan.FromMilliseconds(1) } });

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _ => throw new InvalidOperationException("mine") }, The.Token));
        var retryable = new SemrushApiException("mine") { Operation = "MapRankTracker.GetCampaign", IsRetryable = true };
        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetCampaignAsync(The.CampaignId, new() { OnResponse = _ => throw retryable }, The.Token));

        Assert.Equal(2, stub.Requests.Count);
    }
}
