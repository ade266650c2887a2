using Semrush.Client.Http;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests.Http;

public sealed class AsyncPageableCancellationTests
{
    private readonly StubHandler _stub = StubHandler.Answering(AsyncPageableTests.Page(0, 2, "a", "b"), AsyncPageableTests.Page(1, 2, "c"));

    [Fact]
    public Task The_token_of_the_call_ends_the_list_in_the_middle_of_a_page()
        => AssertEnds((client, token) => client.MapRankTracker.GetCampaignsAsync(cancellationToken: token));

    [Fact]
    public Task The_token_of_the_enumerator_ends_the_list_in_the_middle_of_a_page()
        => AssertEnds((client, token) => client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token), throughEnumerator: true);

    [Fact]
    public async Task The_token_of_the_pages_ends_them()
    {
        using var cancellation = new CancellationTokenSource();
        using var client = The.Client(_stub);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token).AsPages(cancellation.Token))
                await cancellation.CancelAsync();
        });
        Assert.Single(_stub.Requests);
    }

    private async Task AssertEnds(Func<SemrushClient, CancellationToken, AsyncPageable<CampaignSummary, CampaignPage>> call, bool throughEnumerator = false)
    {
        using var cancellation = new CancellationTokenSource();
        using var client = The.Client(_stub);
        var read = new List<string>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var campaign in call(client, cancellation.Token).WithCancellation(throughEnumerator ? cancellation.Token : The.Token))
            {
                read.Add(campaign.Name);
                await cancellation.CancelAsync();
            }
        });

        Assert.DoesNotContain("c", read);
        Assert.Single(_stub.Requests);
    }
}
