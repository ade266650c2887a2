using Semrush.Client.Http;

namespace Semrush.Client.Tests.Http;

/// <summary>An operation that returns nothing still tells success from what only looks like it.</summary>
public sealed class ConfirmationTests
{
    [Theory]
    [InlineData(Answer.Html, "text/html")]
    [InlineData("""{"meta":{"success":false,"sta""", "application/json")]
    [InlineData("""{"meta":{"success":"false"},"error":{"code":1}}""", "application/json")]
    [InlineData("""{"meta":{"success":false},"error":{"code":1}}""", "application/json")]
    public async Task A_success_status_with_another_answer_is_a_failure(string body, string type)
    {
        using var client = The.Client(StubHandler.Answering(Answer.With(body, 200, type)));

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, The.Token));
    }

    [Theory]
    [InlineData(Answer.Html)]
    [InlineData("""{"data":{""")]
    [InlineData("[1")]
    public async Task A_body_that_is_not_JSON_is_told_as_such(string body)
    {
        using var client = The.Client(StubHandler.Answering(Answer.Json(body)));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, The.Token));

        Assert.Equal("Semrush answered MapRankTracker.DeleteCampaign with 200, but with a body that is not JSON.", failure.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"meta":{"success":"true"}}""")]
    [InlineData("""{"meta":{"success":null}}""")]
    [InlineData("""{"meta":"failed"}""")]
    [InlineData("\"meta\"")]
    [InlineData("""{"meta":{"success":true},"data":{}}""")]
    public async Task An_empty_answer_is_enough(string body)
    {
        using var client = The.Client(StubHandler.Answering(Answer.Json(body)));

        await client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, The.Token);
    }
}
