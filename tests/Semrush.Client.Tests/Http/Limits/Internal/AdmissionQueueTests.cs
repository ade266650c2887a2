using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Tests.Http.Limits.Internal;

public sealed class AdmissionQueueTests
{
    [Fact]
    public async Task A_call_of_a_bulk_that_is_cancelled_leaves_its_places_to_the_next()
    {
        var queue = new AdmissionQueue();
        using var cancellation = new CancellationTokenSource();
        var retry = await queue.EnterAsync(isRetry: true, isBulk: true, The.Token);
        var call = queue.EnterAsync(isRetry: false, isBulk: true, cancellation.Token).AsTask();
        Assert.Equal(1, queue.Count);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        retry.Dispose();

        using var next = await queue.EnterAsync(isRetry: false, isBulk: true, The.Token).AsTask().WaitAsync(TimeSpan.FromMinutes(1), The.Token);
    }
}
