using Microsoft.Extensions.Time.Testing;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class ClockTests : EmulatorTest
{
    private readonly FakeTimeProvider _time;

    public ClockTests()
        : this(new FakeTimeProvider(new DateTimeOffset(2027, 1, 31, 23, 0, 0, TimeSpan.Zero)))
    {
    }

    private ClockTests(FakeTimeProvider time)
        : base(new SemrushEmulatorOptions { DemoData = false, TimeProvider = time }) => _time = time;

    [Fact]
    public async Task Reports_are_dated_by_the_clock_of_the_emulator()
    {
        var campaign = await SeedAsync(new CampaignSeed());
        var collected = await Tracker.CollectCampaignAsync(campaign.Id, cancellationToken: Token);

        Assert.StartsWith("2027-01-31T23:00:00.0000000", collected.CollectingReportDate.ToString(), StringComparison.Ordinal);
        Assert.All(campaign.ReportDates, date => Assert.True(date.Instant < _time.GetUtcNow()));
    }

    [Fact]
    public async Task Credits_come_back_on_the_first_day_of_a_month()
    {
        var campaign = await SeedAsync(new CampaignSeed());
        await Tracker.CollectCampaignAsync(campaign.Id, cancellationToken: Token);
        Assert.Equal(24325 - 50, await CreditsAsync());

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(24325, await CreditsAsync());
    }

    [Fact]
    public async Task While_the_clock_stands_still_campaigns_keep_their_order()
    {
        for (var index = 0; index < 23; index++)
            await Tracker.CreateCampaignAsync(new() { PlaceId = "here", Name = $"{index:00}", Keywords = ["a"] }, cancellationToken: Token);

        var names = await Tracker.GetCampaignsAsync(cancellationToken: Token).Select(campaign => campaign.Name).ToListAsync(Token);

        Assert.Equal(names.OrderDescending(), names);
    }

    [Fact]
    public async Task While_the_clock_stands_still_a_campaign_can_be_collected_again_and_again()
    {
        var campaign = await SeedAsync(new CampaignSeed { Reports = 0, Template = "1x1" });

        for (var index = 0; index < 120; index++)
            await Tracker.CollectCampaignAsync(campaign.Id, cancellationToken: Token);

        Assert.Equal(120, (await Tracker.GetCampaignAsync(campaign.Id, cancellationToken: Token)).ReportDates.Distinct().Count());
    }
}
