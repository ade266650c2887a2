using System.Globalization;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests.Http;

/// <summary>Where a list begins and ends, and what a page that fails or comes again does to it.</summary>
public sealed class AsyncPageableTests
{
    [Theory]
    [InlineData("""{"content":[],"last":true,"totalPages":0,"number":0}""")]
    [InlineData("""{"content":[],"last":false,"totalPages":7,"number":0}""")]
    [InlineData("""{"content":null}""")]
    [InlineData("{}")]
    public async Task An_empty_page_ends_the_list(string page)
    {
        var stub = StubHandler.Returning(Response.Data(page));
        using var client = The.Client(stub);

        Assert.Empty(await Names(client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token)));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Pages_are_requested_in_turn_up_to_the_last()
    {
        var stub = StubHandler.Returning(Page(0, 3, "a", "b"), Page(1, 3, "c"), Page(2, 3, "d", "e"));
        using var client = The.Client(stub);

        var names = await Names(client.MapRankTracker.GetCampaignsAsync(new() { Size = 2, Query = "q" }, The.Token));

        Assert.Equal(["a", "b", "c", "d", "e"], names);
        Assert.Equal(["?page=0&size=2&query=q", "?page=1&size=2&query=q", "?page=2&size=2&query=q"], stub.Requests.Select(request => request.Query));
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(4, 2)]
    public async Task A_changing_total_is_followed(int before, int after)
    {
        var pages = Math.Max(2, after);
        var stub = StubHandler.Returning(request => Page(Number(request), Number(request) == 0 ? before : after, "x"));
        using var client = The.Client(stub);

        Assert.Equal(pages, (await Names(client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))).Count);
        Assert.Equal(pages, stub.Requests.Count);
    }

    [Fact]
    public async Task The_member_last_counts_more_than_the_number_of_pages()
    {
        var stub = StubHandler.Returning(
            Response.Data("""{"content":[{"id":"1","name":"a"}],"last":false,"totalPages":1,"number":0}"""),
            Response.Data("""{"content":[{"id":"2","name":"b"}],"last":true,"totalPages":9,"number":1}"""));
        using var client = The.Client(stub);

        Assert.Equal(["a", "b"], await Names(client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token)));
    }

    [Fact]
    public async Task The_number_of_pages_ends_a_list_without_the_member_last()
    {
        using var client = The.Client(StubHandler.Returning(
            Response.Data("""{"content":[{"id":"1","name":"a"}],"totalPages":2}"""),
            Response.Data("""{"content":[{"id":"2","name":"b"}],"totalPages":2}""")));

        Assert.Equal(["a", "b"], await Names(client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token)));
    }

    [Fact]
    public async Task A_server_that_ignores_the_size_loses_nothing()
    {
        using var client = The.Client(StubHandler.Returning(Page(0, 2, [.. Enumerable.Repeat("x", 10)]), Page(1, 2, "y")));

        Assert.Equal(11, (await Names(client.MapRankTracker.GetCampaignsAsync(new() { Size = 100 }, The.Token))).Count);
    }

    [Fact]
    public async Task A_repeated_page_is_a_failure()
    {
        var stub = StubHandler.Returning(Page(0, 3, "a"), Page(0, 3, "a"));
        using var client = The.Client(stub);
        var names = new List<string>();

        var failure = await Assert.ThrowsAsync<SemrushApiException>(async () =>
        {
            await foreach (var campaign in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))
                names.Add(campaign.Name!);
        });

        Assert.Equal(["a"], names);
        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal("Semrush returned page 0 of MapRankTracker.GetCampaigns where page 1 was requested: the rest of the list cannot be read.", failure.Message);
    }

    [Fact]
    public async Task A_page_that_fails_ends_the_list_with_its_failure()
    {
        using var client = The.Client(StubHandler.Returning(Page(0, 2, "a"), Response.Error(500)));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => Names(client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token)));

        Assert.Equal(500, failure.ResponseStatusCode);
    }

    [Fact]
    public async Task Stopping_early_requests_no_further_page()
    {
        var stub = StubHandler.Returning(Page(0, 3, "a", "b"), Page(1, 3, "c", "d"));
        using var client = The.Client(stub);

        await foreach (var campaign in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))
            if (campaign.Name == "c")
                break;

        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_first_step()
    {
        var stub = StubHandler.Returning();
        using var client = The.Client(stub);

        await using var list = client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token).GetAsyncEnumerator(The.Token);

        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task AsPages_returns_whole_pages()
    {
        using var client = The.Client(StubHandler.Returning(Page(0, 2, "a", "b"), Page(1, 2, "c")));
        var pages = new List<CampaignPage>();

        await foreach (var page in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token).AsPages(The.Token))
            pages.Add(page);

        Assert.Equal([2, 1], pages.Select(page => page.Content.Count));
        Assert.Equal([0, 1], pages.Select(page => page.Number));
    }

    [Fact]
    public async Task Each_enumeration_starts_at_the_requested_page()
    {
        var stub = StubHandler.Returning(request => Page(Number(request), 3, "x"));
        using var client = The.Client(stub);
        var list = client.MapRankTracker.GetCampaignsAsync(new() { Page = 1 }, The.Token);

        Assert.Equal(["x", "x"], await Names(list));
        Assert.Equal(["x", "x"], await Names(list));
        Assert.Equal([1, 2, 1, 2], stub.Requests.Select(Number));
    }

    [Fact]
    public void A_negative_page_is_rejected()
    {
        using var client = The.Client(StubHandler.Returning());

        Assert.Throws<ArgumentOutOfRangeException>("page", () => client.MapRankTracker.GetCampaignsAsync(new() { Page = -1 }, The.Token));
    }

    internal static HttpResponseMessage Page(int number, int total, params string[] names)
    {
        var content = string.Join(',', names.Select(name => $$"""{"id":"{{name}}","name":"{{name}}"}"""));
        var last = number + 1 >= total ? "true" : "false";
        return Response.Data(string.Create(CultureInfo.InvariantCulture, $$"""{"content":[{{content}}],"last":{{last}},"totalPages":{{total}},"number":{{number}}}"""));
    }

    private static int Number(SentRequest request)
        => int.Parse(request.Query.Split('&')[0]["?page=".Length..], CultureInfo.InvariantCulture);

    private static async Task<List<string>> Names(AsyncPageable<CampaignSummary, CampaignPage> campaigns)
    {
        var names = new List<string>();
        await foreach (var campaign in campaigns.WithCancellation(The.Token))
            names.Add(campaign.Name!);
        return names;
    }
}
