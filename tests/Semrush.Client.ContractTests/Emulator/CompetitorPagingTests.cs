using Semrush.Client.MapRankTracker;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class CompetitorPagingTests : EmulatorTest
{
    public static TheoryData<string> Orders =>
    [
        .. typeof(CompetitorSort).GetProperties().Where(property => property.PropertyType == typeof(CompetitorSort))
            .Select(property => property.GetValue(null)!.ToString()!),
    ];

    [Fact]
    public async Task Every_competitor_comes_once_and_the_best_first()
    {
        var competitors = await (await ListAsync()).ToListAsync(Token);

        Assert.Equal(23, competitors.Select(competitor => competitor.Business!.Cid).Distinct().Count());
        Assert.Equal(competitors.OrderBy(competitor => competitor.AveragePosition), competitors);
    }

    [Fact]
    public async Task Every_page_has_the_business_of_the_campaign()
    {
        var pages = await (await ListAsync()).AsPages(Token).ToListAsync(Token);

        Assert.Equal([0, 1, 2, 3, 4], pages.Select(page => page.Competitors!.Number!.Value));
        Assert.All(pages, page => Assert.Equal((23, 5), (page.Competitors!.TotalElements, page.Competitors.TotalPages)));
        Assert.All(pages, page => Assert.Equal("Pavlos souvlaki", page.Business!.Business!.Name));
        Assert.DoesNotContain("Pavlos souvlaki", pages.SelectMany(page => page.Competitors!.Content).Select(competitor => competitor.Business!.Name));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Competitors_are_sorted_both_ways(string sort)
    {
        var competitors = await (await ListAsync(new CompetitorSort(sort))).ToListAsync(Token);

        var keys = competitors.Select(competitor => Key(competitor, sort.Split(',')[0])).ToList();
        var sorted = keys.Order(Comparer<object>.Create((left, right) =>
            left is string text ? string.CompareOrdinal(text, (string)right) : Comparer<object>.Default.Compare(left, right)));
        Assert.Equal(sort.EndsWith("ASC", StringComparison.Ordinal) ? sorted : sorted.Reverse(), keys);
        Assert.Equal(23, competitors.Select(competitor => competitor.Business!.Cid).Distinct().Count());
    }

    [Fact]
    public async Task A_campaign_may_have_no_competitor()
    {
        var campaign = await SeedAsync(new CampaignSeed { Competitors = 0 });

        var answer = await Tracker.GetTopCompetitorsPageAsync(campaign.Id, campaign.Keywords[0].Id, campaign.LastReportDate!.Value, cancellationToken: Token);

        Assert.Empty(answer.Competitors!.Content);
        Assert.Equal((1.0, true, 0), (answer.Business!.AveragePosition, answer.Competitors.Last, answer.Competitors.TotalPages));
    }

    private async Task<AsyncPageable<Competitor, TopCompetitors>> ListAsync(CompetitorSort? sort = null)
    {
        var campaign = await DemoCampaignAsync();
        return Tracker.GetTopCompetitorsAsync(campaign.Id, campaign.Keywords[0].Id, campaign.LastReportDate!.Value, new() { Size = 5, Sort = sort }, Token);
    }

    private static object Key(Competitor competitor, string field) => field switch
    {
        "averagePosition" => competitor.AveragePosition!,
        "shareOfVoice" => competitor.ShareOfVoice!,
        "rating" => competitor.Business!.Rating!,
        "reviewNumber" => competitor.Business!.ReviewNumber!,
        _ => competitor.Business!.Name!,
    };
}
