using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests.Http;

/// <summary>Each cancellation token of a list ends it.</summary>
public sealed class AsyncPageableCancellationTests
{
    private readonly StubHandler _stub = StubHandler.Returning(AsyncPageableTests.Page(0, 2, "a", "b"), AsyncPageableTests.Page(1, 2, "c"));

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

    [Fact]
    public async Task A_page_under_way_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = The.Client(new StubHandler(async (request, token) =>
        {
            if (request.Query.Contains("page=0", StringComparison.Ordinal))
                return AsyncPageableTests.Page(0, 2, "a", "b");
            asked.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(token);
            return AsyncPageableTests.Page(1, 2, "c");
        }));
        var read = new List<string>();

        var reading = Task.Run(
            async () =>
            {
                await foreach (var campaign in client.MapRankTracker.GetCampaignsAsync(cancellationToken: cancellation.Token))
                    read.Add(campaign.Name!);
            },
            The.Token);
        await asked.Task.WaitAsync(The.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(["a", "b"], read);
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
                read.Add(campaign.Name!);
                await cancellation.CancelAsync();
            }
        });

        Assert.Equal(["a"], read);
        Assert.Single(_stub.Requests);
    }
}
