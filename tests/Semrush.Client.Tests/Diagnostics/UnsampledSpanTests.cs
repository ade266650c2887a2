using System.Diagnostics;

namespace Semrush.Client.Tests.Diagnostics;

/// <summary>A span that is not recorded passes its identifiers on, and ends like any other.</summary>
public sealed class UnsampledSpanTests
{
    [Fact]
    public async Task It_ends_with_its_call()
    {
        using var test = new Activity("test").Start();
        var (started, stopped) = (0, 0);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SemrushTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == test.TraceId ? ActivitySamplingResult.PropagationData : ActivitySamplingResult.None,
            ActivityStarted = activity => Interlocked.Add(ref started, activity.TraceId == test.TraceId ? 1 : 0),
            ActivityStopped = activity => Interlocked.Add(ref stopped, activity.TraceId == test.TraceId ? 1 : 0),
        };
        ActivitySource.AddActivityListener(listener);
        using var client = The.Client(StubHandler.Returning(Response.Empty(204)));

        await client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token);

        Assert.Equal((1, 1), (started, stopped));
    }
}
