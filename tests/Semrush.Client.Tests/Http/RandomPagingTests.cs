using System.Globalization;

namespace Semrush.Client.Tests.Http;

/// <summary>Both paged operations against servers of every kind. The seeds are fixed: every run is the same.</summary>
public sealed class RandomPagingTests
{
    private static readonly int Servers = Counts.Of(few: 500, full: 5_000);

    public static IEnumerable<TheoryDataRow<bool>> Honest => Named("servers with pages of any size, and totals that change: every item once, in order, and no request too many");

    public static IEnumerable<TheoryDataRow<bool>> Stuck => Named("servers that stop turning pages: every item before that, then a failure, and no request too many");

    [Theory]
    [MemberData(nameof(Honest))]
    public async Task Nothing_is_lost(bool competitors)
    {
        for (var seed = 0; seed < Servers; seed++)
        {
            var server = new PagedServer(seed, gets: false);

            var (read, requests, failure) = await ReadAsync(server, competitors);

            Assert.True(failure is null && read.SequenceEqual(server.Readable), $"Seed {seed}: {string.Join(',', read)}; {failure?.Message}");
            Assert.True(requests == server.Requests, $"Seed {seed}: {requests} requests");
        }
    }

    [Theory]
    [MemberData(nameof(Stuck))]
    public async Task Nothing_loops(bool competitors)
    {
        for (var seed = 0; seed < Servers; seed++)
        {
            var server = new PagedServer(seed, gets: true);

            var (read, requests, failure) = await ReadAsync(server, competitors);

            Assert.True(failure is not null && read.SequenceEqual(server.Readable), $"Seed {seed}: {string.Join(',', read)}; {failure?.Message ?? "no failure"}");
            Assert.True(requests == server.Requests, $"Seed {seed}: {requests} requests");
        }
    }

    private static async Task<(List<int> Read, int Requests, SemrushApiException? Failure)> ReadAsync(PagedServer server, bool competitors)
    {
        var stub = StubHandler.Returning(request => Response.Data(competitors ? Competitors(server, request) : server.Page(PagedServer.Asked(request), Campaign)));
        using var client = The.Client(stub);
        var read = new List<int>();
        SemrushApiException? failure = null;
        try
        {
            await foreach (var id in competitors ? CompetitorIdsAsync(client) : CampaignIdsAsync(client))
            {
                read.Add(int.Parse(id, CultureInfo.InvariantCulture));
                Assert.True(read.Count < 1000, "It loops.");
            }
        }
        catch (SemrushApiException exception)
        {
            failure = exception;
        }

        return (read, stub.Requests.Count, failure);
    }

    private static string Campaign(int id) => $$"""{"id":"{{id}}"}""";

    private static string Competitor(int id) => """{"business":{"cid":"ID"}}""".Replace("ID", id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string Competitors(PagedServer server, SentRequest request)
        => """{"business":{},"competitors":PAGE}""".Replace("PAGE", server.Page(PagedServer.Asked(request), Competitor), StringComparison.Ordinal);

    private static async IAsyncEnumerable<string> CampaignIdsAsync(SemrushClient client)
    {
        await foreach (var campaign in client.MapRankTracker.GetCampaignsAsync(new() { Size = 3 }, The.Token))
            yield return campaign.Id;
    }

    private static async IAsyncEnumerable<string> CompetitorIdsAsync(SemrushClient client)
    {
        await foreach (var competitor in client.MapRankTracker.GetTopCompetitorsAsync(The.CampaignId, The.KeywordId, The.ReportDate, new() { Size = 3 }, The.Token))
            yield return competitor.Business!.Cid!;
    }

    private static IEnumerable<TheoryDataRow<bool>> Named(string what) =>
    [
        new(false) { TestDisplayName = $"campaigns of {Servers:N0} {what}" },
        new(true) { TestDisplayName = $"competitors of {Servers:N0} {what}" },
    ];
}
