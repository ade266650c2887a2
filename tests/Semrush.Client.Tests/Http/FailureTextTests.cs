namespace Semrush.Client.Tests.Http;

/// <summary>What the message of a failure contains of a response, and how much.</summary>
public sealed class FailureTextTests
{
    private const string Start = "Semrush responded to MapRankTracker.GetCampaign with ";

    [Theory]
    [InlineData(404, """{"message":"Not Found"}""", "404 Not Found.")]
    [InlineData(404, """{"message":"Not found"}""", "404 Not Found: Not found.")]
    [InlineData(404, """{"message":"No such campaign..."}""", "404 Not Found: No such campaign.")]
    [InlineData(404, """{"message":""}""", "404 Not Found.")]
    [InlineData(404, """{"code":404}""", "404 Not Found.")]
    [InlineData(404, """{"code":405}""", "404 Not Found (code 405).")]
    [InlineData(404, """{"message_code":"A","code":"B"}""", "404 Not Found (code A).")]
    [InlineData(404, """{"details":{"field":"a","message":"is wrong."}}""", "404 Not Found; a: is wrong.")]
    [InlineData(404, """{"details":{"field":"a"}}""", "404 Not Found; a: .")]
    [InlineData(404, """{"message":"Bad","description":""}""", "404 Not Found: Bad.")]
    [InlineData(400, """{"message":"Invalid request.","details":[{"message":"No phone.","error_status":"NO_PHONE"}]}""", "400 Bad Request: Invalid request. No phone (NO_PHONE).")]
    [InlineData(400, """{"message":"Bad","details":[{"message":"No phone."},{"message":"No zip.","error_status":7}]}""", "400 Bad Request: Bad: No phone.; No zip (7).")]
    [InlineData(404, """{"message":"","description":"very bad"}""", "404 Not Found: very bad.")]
    public async Task Nothing_is_repeated(int status, string error, string text)
        => Assert.Equal(Start + text, (await The.FailureFrom(Response.Error(status, error))).Message);

    [Theory]
    [InlineData(404, true)]
    [InlineData(405, true)]
    [InlineData(551, true)]
    [InlineData(403, false)]
    [InlineData(550, false)]
    public async Task Message_about_a_doubtful_method_or_path_states_what_to_edit(int status, bool isDoubtful)
    {
        using var client = The.Client(StubHandler.Returning(Response.Error(status)));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.CollectCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal(isDoubtful, failure.Message.Contains("change \"put\" to \"post\" under /campaigns/{campaignId}/collect in contracts/MapRankTracker.yaml", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"error":{"code":1},"requestId":"r-1"}""", "r-1")]
    [InlineData("""{"error":{"code":1},"meta":{"request_id":"r-2"}}""", "r-2")]
    [InlineData("""{"error":{"code":1},"requestId":"r-1","meta":{"request_id":"r-2"}}""", "r-1")]
    public async Task The_request_has_the_identifier_that_the_server_gave_it(string body, string id)
    {
        var failure = await The.FailureFrom(Response.Json(body, 404));

        Assert.Equal(id, failure.RequestId);
        Assert.Equal($"{Start}404 Not Found (code 1) (request {id}).", failure.Message);
    }

    [Theory]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(1001)]
    public async Task The_message_contains_1000_characters_of_that_of_the_server(int length)
    {
        var failure = await The.FailureFrom(Response.Error(404, $$"""{"message":"{{new string('x', length)}}"}"""));

        Assert.Equal($"{Start}404 Not Found: {new string('x', Math.Min(length, 1000))}.", failure.Message);
    }

    [Fact]
    public async Task Fields_are_named_until_the_sentence_has_2000_characters()
    {
        const string field = """{"field":"abc","message":"def"}""";
        var expected = $"{Start}404 Not Found";
        while (expected.Length < 2000)
            expected += "; abc: def";

        var failure = await The.FailureFrom(Response.Error(404, $$"""{"details":[{{string.Join(',', Enumerable.Repeat(field, 500))}}]}"""));

        Assert.Equal(expected + ".", failure.Message);
    }

    [Fact]
    public async Task A_sentence_of_2000_characters_names_no_further_field()
    {
        var first = new string('a', 2000 - $"{Start}404 Not Found; : ".Length);

        var failure = await The.FailureFrom(Response.Error(404, $$"""{"details":[{"field":"{{first}}","message":""},{"field":"b","message":"c"}]}"""));

        Assert.Equal($"{Start}404 Not Found; {first}: .", failure.Message);
    }
}
