using Semrush.Client;
using Semrush.Client.Testing;
using Xunit;

public sealed class CampaignTests
{
    [Fact]
    public async Task Campaigns_are_listed_after_a_retry()
    {
        await using var emulator = SemrushEmulator.Start();
        using var semrush = emulator.CreateClient();
        emulator.FailNext(Fault.RetryAfter(503, TimeSpan.Zero));

        var campaigns = await semrush.MapRankTracker.GetCampaignsAsync(cancellationToken: TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, campaigns.Count);
        Assert.Equal(["GetCampaigns", "GetCampaigns"], emulator.Calls.Select(call => call.OperationId));
    }
}
