using System.Globalization;

namespace Semrush.Client.Tests.Http;

/// <summary>Pages that are fetched while another one is read: as many as allowed, none that does not exist, none that is lost.</summary>
public sealed class PrefetchTests
{
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 11)]
    [InlineData(3, 6)]
    [InlineData(100, 2)]
    public async Task Twenty_pages_of_a_second_each_take_less_when_fetched_ahead(int ahead, int seconds)
    {
        using var client = The.Client(Server(pages: 20), The.Options.UseTimeProvider(_clock));
        var start = _clock.GetUtcNow();

        var names = await _clock.RunAsync(Names(client, ahead).AsTask());

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"name-{number}"), names);
        Assert.Equal(seconds, (_clock.GetUtcNow() - start).TotalSeconds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task No_page_is_asked_for_twice_or_beyond_the_end(int ahead)
    {
        var stub = Server(pages: 5);
        using var client = The.Client(stub, The.Options.UseTimeProvider(_clock));

        await _clock.RunAsync(Names(client, ahead).AsTask());

        Assert.Equal([0, 1, 2, 3, 4], stub.Requests.Select(Number).Order());
    }

    [Fact]
    public async Task A_list_that_ends_earlier_than_announced_ends_there()
    {
        var stub = StubHandler.Returning(request => Number(request) < 2 ? Page(Number(request), total: 9) : Page(Number(request), total: 3));
        using var client = The.Client(stub);

        Assert.Equal(["name-0", "name-1", "name-2"], await Names(client, 4));
    }

    [Fact]
    public async Task The_failure_of_a_page_is_thrown_in_its_turn()
    {
        var stub = StubHandler.Returning(request => Number(request) == 2 ? Response.Error(404) : Page(Number(request), total: 9));
        using var client = The.Client(stub);
        var read = new List<string>();

        await Assert.ThrowsAsync<SemrushApiException>(async () =>
        {
            await foreach (var campaign in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token).WithPrefetch(5))
                read.Add(campaign.Name!);
        });

        Assert.Equal(["name-0", "name-1"], read);
    }

    [Fact]
    public async Task Stopping_cancels_the_requests_under_way()
    {
        var (running, ended) = (0, 0);
        var stub = new StubHandler(async (request, token) =>
        {
            if (Number(request) == 0)
                return Page(0, total: 9);
            Interlocked.Increment(ref running);
            await using var _ = token.Register(() => Interlocked.Increment(ref ended));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return Page(Number(request), total: 9);
        });
        using var client = The.Client(stub);

        await foreach (var _ in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token).WithPrefetch(3))
            break;

        Assert.Equal((3, 3), (running, ended));
    }

    [Fact]
    public void At_least_one_page_is_fetched_ahead()
    {
        using var client = The.Client(StubHandler.Returning());

        Assert.Throws<ArgumentOutOfRangeException>("pages", () => client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token).WithPrefetch(0));
    }

    private StubHandler Server(int pages) => new(async (request, token) =>
    {
        await Task.Delay(TimeSpan.FromSeconds(1), _clock, token);
        return Page(Number(request), pages);
    });

    private static ValueTask<List<string>> Names(SemrushClient client, int ahead)
    {
        var campaigns = client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token);
        return (ahead == 0 ? campaigns : campaigns.WithPrefetch(ahead)).Select(campaign => campaign.Name!).ToListAsync(The.Token);
    }

    private static HttpResponseMessage Page(int number, int total) => Response.Data(
        $$"""{"content":[{"id":"id-{{number}}","name":"name-{{number}}"}],"last":{{(number + 1 >= total ? "true" : "false")}},"totalPages":{{total}},"number":{{number}}}""");

    private static int Number(SentRequest request) => int.Parse(request.Query.Split("page=")[1].Split('&')[0], CultureInfo.InvariantCulture);
}
