using Semrush.Client.MapRankTracker;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class CampaignPagingTests : EmulatorTest
{
    private const int Count = 23;

    public CampaignPagingTests()
        : base(new SemrushEmulatorOptions { DemoData = false })
    {
        // Neither the names nor the dates come in the order of the seeds.
        foreach (var index in Enumerable.Range(0, Count).Select(index => index * 7 % Count))
        {
            Emulator.MapRankTracker.AddCampaign(new CampaignSeed
            {
                Name = $"Campaign {index:00}",
                BusinessName = $"Business {(index + 5) % Count:00}",
                Address = index % 4 == 0 ? "1 Harbour Road" : "2 Mill Lane",
                ReportDates = [$"2026-09-{index + 1:00}T09:00:00Z"],
            });
        }
    }

    [Fact]
    public async Task Every_campaign_comes_once()
    {
        var names = await Tracker.GetCampaignsAsync(new() { Size = 5 }, Token).Select(campaign => campaign.Name).ToListAsync(Token);

        Assert.Equal(Enumerable.Range(0, Count).Reverse().Select(index => $"Campaign {index:00}"), names);
        Assert.Equal(5, Emulator.Calls.Count);
    }

    [Fact]
    public async Task Pages_say_where_they_are()
    {
        var pages = await Tracker.GetCampaignsAsync(new() { Size = 5 }, Token).AsPages(Token).ToListAsync(Token);

        Assert.Equal([0, 1, 2, 3, 4], pages.Select(page => page.Number!.Value));
        Assert.Equal([5, 5, 5, 5, 3], pages.Select(page => page.NumberOfElements!.Value));
        Assert.Equal([5, 5, 5, 5, 3], pages.Select(page => page.Content.Count));
        Assert.Equal([0, 5, 10, 15, 20], pages.Select(page => page.Pageable!.Offset!.Value));
        Assert.Equal([true, false, false, false, false], pages.Select(page => page.First!.Value));
        Assert.Equal([false, false, false, false, true], pages.Select(page => page.Last!.Value));
        Assert.All(pages, page => Assert.Equal((5, 5, Count, false), (page.Size, page.TotalPages, page.TotalElements, page.Empty)));
    }

    [Fact]
    public async Task Without_a_size_a_page_has_ten()
    {
        var page = await Tracker.GetCampaignsPageAsync(cancellationToken: Token);

        Assert.Equal((10, 10, 3), (page.Content.Count, page.Size, page.TotalPages));
    }

    [Fact]
    public async Task Pages_may_begin_in_the_middle()
    {
        var left = await Tracker.GetCampaignsAsync(new() { Page = 3, Size = 5 }, Token).CountAsync(Token);

        Assert.Equal(8, left);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(int.MaxValue)]
    public async Task A_page_beyond_the_last_one_is_empty(int number)
    {
        var page = await Tracker.GetCampaignsPageAsync(new() { Page = number, Size = 5 }, Token);

        Assert.Empty(page.Content);
        Assert.Equal((true, true, Count), (page.Empty, page.Last, page.TotalElements));
    }

    [Theory]
    [InlineData("createdAt,ASC", "Campaign 00", "Campaign 22")]
    [InlineData("createdAt,DESC", "Campaign 22", "Campaign 00")]
    [InlineData("businessName,ASC", "Campaign 18", "Campaign 17")]
    [InlineData("businessName,DESC", "Campaign 17", "Campaign 18")]
    public async Task Campaigns_are_sorted_both_ways(string sort, string first, string last)
    {
        var campaigns = await Tracker.GetCampaignsAsync(new() { Size = 4, Sort = new CampaignSort(sort) }, Token).ToListAsync(Token);

        Assert.Equal((first, last, Count), (campaigns[0].Name, campaigns[^1].Name, campaigns.Count));
        var keys = campaigns.Select(campaign => sort.StartsWith('c') ? campaign.CreatedAt.ToString()! : campaign.Business!.Name).ToList();
        Assert.Equal(sort.EndsWith("ASC", StringComparison.Ordinal) ? keys.Order() : keys.OrderDescending(), keys);
    }

    [Theory]
    [InlineData("campaign 1", 10)]
    [InlineData("harbour road", 6)]
    [InlineData("nowhere", 0)]
    public async Task A_query_finds_names_and_addresses(string query, int count)
    {
        var found = await Tracker.GetCampaignsAsync(new() { Size = 4, Query = query }, Token).ToListAsync(Token);

        Assert.Equal(count, found.Count);
        Assert.All(found, campaign => Assert.Contains(query, $"{campaign.Name}, {campaign.Business!.Address}", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task No_campaign_is_marked_for_removal() =>
        Assert.Empty((await Tracker.GetCampaignsPageAsync(new() { OnlyMarkedForRemoval = true }, Token)).Content);
}
