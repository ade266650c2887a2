using System.Collections.Concurrent;
using Semrush.Client.Http.Limits.Internal;
using Semrush.Client.Tests.Authentication;

namespace Semrush.Client.Tests.Http.Limits.Internal;

/// <summary>A window that slides: whichever second one looks at, there are no more starts in it than allowed.</summary>
public sealed class StartLimiterTests
{
    [Fact]
    public async Task Ten_starts_a_second_and_not_one_more()
    {
        var clock = new Clock();
        using var limiter = new StartLimiter(10, TimeSpan.FromSeconds(1), clock);
        var starts = new ConcurrentQueue<DateTimeOffset>();

        var calls = Enumerable.Range(0, 45).Select(async _ =>
        {
            using var lease = await limiter.AcquireAsync(1, The.Token);
            ((IStartLease)lease).Start();
            starts.Enqueue(clock.GetUtcNow());
        });
        var all = Task.WhenAll(calls);
        await clock.PassAsync(all, 10);

        Assert.True(all.IsCompletedSuccessfully);
        var seconds = starts.GroupBy(start => (start - Clock.Beginning).TotalSeconds).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(new Dictionary<double, int> { [0] = 10, [1] = 10, [2] = 10, [3] = 10, [4] = 5 }, seconds);
    }
}
