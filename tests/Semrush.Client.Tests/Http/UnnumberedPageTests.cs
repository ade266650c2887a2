namespace Semrush.Client.Tests.Http;

/// <summary>A server that returns neither the number of a page nor which is the last.</summary>
public sealed class UnnumberedPageTests
{
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
