namespace Semrush.Client.Tests.Http;

/// <summary>Pages under the right numbers whose items have been seen before.</summary>
public sealed class RepeatedPageTests
{
    [Fact]
    public async Task A_server_that_counts_but_repeats_its_page_is_a_failure()
    {
        var stub = StubHandler.Returning(request => Response.Data($$"""{"content":[{"id":"1"}],"last":false,"number":{{PagedServer.Asked(request)}}}"""));
        using var client = The.Client(stub);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => IdsAsync(client));

        Assert.Contains("the rest of the list cannot be read", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_goes_on_beyond_its_count_is_a_failure()
    {
        var stub = StubHandler.Returning(request => Response.Data($$"""{"content":[{"id":"1"}],"last":false,"totalPages":3,"number":{{PagedServer.Asked(request)}}}"""));
        using var client = The.Client(stub);

        await Assert.ThrowsAsync<SemrushApiException>(() => IdsAsync(client));

        Assert.Equal(4, stub.Requests.Count);
    }

    [Theory]
    [InlineData("""{"content":[{"id":"1"}],"last":false,"totalPages":3,"number":1}""")]
    [InlineData("""{"content":[{"id":"1"}],"last":true,"number":1}""")]
    public async Task Items_that_moved_to_the_next_page_are_no_failure(string second)
    {
        using var client = The.Client(StubHandler.Returning(
            Response.Data("""{"content":[{"id":"1"}],"last":false,"totalPages":2,"number":0}"""),
            Response.Data(second),
            Response.Data("""{"content":[{"id":"2"}],"last":true,"totalPages":3,"number":2}""")));

        var ids = await IdsAsync(client);

        Assert.Equal(["1", "1"], ids.Take(2));
    }

    private static async Task<List<string>> IdsAsync(SemrushClient client)
    {
        var ids = new List<string>();
        await foreach (var campaign in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))
        {
            ids.Add(campaign.Id);
            Assert.True(ids.Count < 100, "It loops.");
        }

        return ids;
    }

    private const string Page = """{"content":[{"id":"c1","name":"a","business":{"cid":"1","placeIds":["p1","p2"],"coordinates":{"lat":1,"lng":2}}}],"last":false}""";

    [Fact]
    public async Task The_same_items_again_are_a_failure()
    {
        var stub = StubHandler.Returning(Response.Data(Page), Response.Data(Page));
        using var client = The.Client(stub);
        var count = 0;

        var failure = await Assert.ThrowsAsync<SemrushApiException>(async () =>
        {
            await foreach (var _ in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))
                count++;
        });

        Assert.Equal((1, 2), (count, stub.Requests.Count));
        Assert.Contains("the rest of the list cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_items_are_another_page()
    {
        using var client = The.Client(StubHandler.Returning(
            Response.Data(Page), Response.Data(Page.Replace("c1", "c2", StringComparison.Ordinal)), Response.Data("""{"content":[]}""")));

        var ids = new List<string>();
        await foreach (var campaign in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))
            ids.Add(campaign.Id);

        Assert.Equal(["c1", "c2"], ids);
    }
}
