using System.Globalization;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests.Http;

public sealed class AsyncPageableTests
{
    [Theory]
    [InlineData("""{"content":[],"last":true,"totalPages":0,"number":0}""")]
    [InlineData("""{"content":[],"last":false,"totalPages":7,"number":0}""")]
    [InlineData("""{"content":null}""")]
    [InlineData("{}")]
    public async Task An_empty_page_ends_the_list(string page)
    {
        var stub = StubHandler.Answering(Answer.Data(page));
        using var client = The.Client(stub);

        Assert.Empty(await Names(client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token)));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Pages_are_asked_for_in_turn_until_the_last_which_counts_too()
    {
        var stub = StubHandler.Answering(Page(0, 3, "a", "b"), Page(1, 3, "c"), Page(2, 3, "d", "e"));
        using var client = The.Client(stub);

        var names = await Names(client.MapRankTracker.GetCampaignsAsync(new() { Size = 2, Query = "q" }, The.Token));

        Assert.Equal(["a", "b", "c", "d", "e"], names);
        Assert.Equal(["?page=0&size=2&query=q", "?page=1&size=2&query=q", "?page=2&size=2&query=q"], stub.Requests.Select(request => request.Query));
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(4, 2)]
    public async Task A_total_that_changes_on_the_way_is_followed(int before, int after)
    {
        var pages = Math.Max(2, after);
        var stub = StubHandler.Answering(request => Page(Number(request), Number(request) == 0 ? before : after, "x"));
        using var client = The.Client(stub);

        Assert.Equal(pages, (await Names(client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))).Count);
        Assert.Equal(pages, stub.Requests.Count);
    }

    [Fact]
    public async Task The_word_last_counts_more_than_the_number_of_pages()
    {
        var stub = StubHandler.Answering(
            Answer.Data("""{"content":[{"id":"1","name":"a"}],"last":false,"totalPages":1,"number":0}"""),
            Answer.Data("""{"content":[{"id":"2","name":"b"}],"last":true,"totalPages":9,"number":1}"""));
        using var client = The.Client(stub);

        Assert.Equal(["a", "b"], await Names(client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token)));
    }

    [Fact]
    public async Task The_number_of_pages_ends_a_list_that_never_says_last()
    {
        using var client = The.Client(StubHandler.Answering(
            Answer.Data("""{"content":[{"id":"1","name":"a"}],"totalPages":2}"""),
            Answer.Data("""{"content":[{"id":"2","name":"b"}],"totalPages":2}""")));

        Assert.Equal(["a", "b"], await Names(client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token)));
    }

    [Fact]
    public async Task A_server_that_ignores_the_size_loses_nothing()
    {
        using var client = The.Client(StubHandler.Answering(Page(0, 2, [.. Enumerable.Repeat("x", 10)]), Page(1, 2, "y")));

        Assert.Equal(11, (await Names(client.MapRankTracker.GetCampaignsAsync(new() { Size = 100 }, The.Token))).Count);
    }

    [Fact]
    public async Task A_page_that_comes_again_is_a_failure_and_no_loop()
    {
        var stub = StubHandler.Answering(Page(0, 3, "a"), Page(0, 3, "a"));
        using var client = The.Client(stub);
        var names = new List<string>();

        var failure = await Assert.ThrowsAsync<SemrushApiException>(async () =>
        {
            await foreach (var campaign in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))
                names.Add(campaign.Name!);
        });

        Assert.Equal(["a"], names);
        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal("Semrush gave page 0 of MapRankTracker.GetCampaigns when asked for page 1: the rest of the list cannot be read.", failure.Message);
    }

    [Fact]
    public async Task A_page_that_fails_ends_the_list_with_its_failure()
    {
        using var client = The.Client(StubHandler.Answering(Page(0, 2, "a"), Answer.Error(500)));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => Names(client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token)));

        Assert.Equal(500, failure.ResponseStatusCode);
    }

    [Fact]
    public async Task Whoever_stops_early_asks_for_no_further_page()
    {
        var stub = StubHandler.Answering(Page(0, 3, "a", "b"), Page(1, 3, "c", "d"));
        using var client = The.Client(stub);

        await foreach (var campaign in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))
            if (campaign.Name == "c")
                break;

        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_first_step()
    {
        var stub = StubHandler.Answering();
        using var client = The.Client(stub);

        await using var list = client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token).GetAsyncEnumerator(The.Token);

        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task Pages_can_be_had_whole()
    {
        using var client = The.Client(StubHandler.Answering(Page(0, 2, "a", "b"), Page(1, 2, "c")));
        var pages = new List<CampaignPage>();

        await foreach (var page in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token).AsPages(The.Token))
            pages.Add(page);

        Assert.Equal([2, 1], pages.Select(page => page.Content.Count));
        Assert.Equal([0, 1], pages.Select(page => page.Number));
    }

    [Fact]
    public async Task Each_enumeration_starts_anew_at_the_page_that_was_asked_for()
    {
        var stub = StubHandler.Answering(request => Page(Number(request), 3, "x"));
        using var client = The.Client(stub);
        var list = client.MapRankTracker.GetCampaignsAsync(new() { Page = 1 }, The.Token);

        Assert.Equal(["x", "x"], await Names(list));
        Assert.Equal(["x", "x"], await Names(list));
        Assert.Equal([1, 2, 1, 2], stub.Requests.Select(Number));
    }

    [Fact]
    public void A_page_before_the_first_is_refused()
    {
        using var client = The.Client(StubHandler.Answering());

        Assert.Throws<ArgumentOutOfRangeException>("page", () => client.MapRankTracker.GetCampaignsAsync(new() { Page = -1 }, The.Token));
    }

    internal static HttpResponseMessage Page(int number, int total, params string[] names)
    {
        var content = string.Join(',', names.Select(name => $$"""{"id":"{{name}}","name":"{{name}}"}"""));
        var last = number + 1 >= total ? "true" : "false";
        return Answer.Data(string.Create(CultureInfo.InvariantCulture, $$"""{"content":[{{content}}],"last":{{last}},"totalPages":{{total}},"number":{{number}}}"""));
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
