using Semrush.Client.Tests.Http.Limits;

namespace Semrush.Client.Tests.MapRankTracker;

/// <summary>All heatmaps of a campaign come as fast as the limits allow, and no faster.</summary>
public sealed class HeatmapRateTests
{
    private const int Heatmaps = 60;

    [Fact]
    public async Task Heatmaps_that_take_a_second_each_start_ten_by_ten_as_soon_as_they_may()
    {
        // Ten are under way for nearly all of a window, so that a place that goes unused misses the next window.
        using var scene = new AccountScene { Latency = static () => TimeSpan.FromSeconds(1) };
        var reading = scene.BulkAsync(scene.Client(perSecond: 10, atOnce: 10), Heatmaps, ahead: 20);

        await scene.RunAsync();

        Assert.All(await reading, heatmap => Assert.Null(heatmap.Failure));
        // Ten at once, and ten more after each second and the margin of the limit.
        Assert.Equal(Enumerable.Range(0, Heatmaps).Select(number => number / 10 * TimeSpan.FromMilliseconds(1005)), scene.Starts);
        Assert.Equal(10, scene.MostUnderWay);
    }
}
