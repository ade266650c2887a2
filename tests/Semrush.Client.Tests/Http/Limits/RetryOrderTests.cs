namespace Semrush.Client.Tests.Http.Limits;

/// <summary>A retry goes before calls that were never sent: the time of a call runs from its first attempt.</summary>
public sealed class RetryOrderTests
{
    [Fact]
    public async Task A_retry_does_not_wait_behind_a_thousand_calls_that_were_never_sent()
    {
        var responses = 0;
        using var scene = new AccountScene
        {
            Respond = (_, _) => Response.Error(Interlocked.Increment(ref responses) == 1 ? 503 : 404),
            Latency = static () => TimeSpan.FromMilliseconds(300),
        };
        var client = scene.Client(perSecond: 10, atOnce: 10, retries: 1);
        for (var i = 0; i < 1000; i++)
            scene.SingleAt(TimeSpan.Zero, client, $"campaign-{i}");

        await scene.RunAsync();

        var retried = scene.Sent.GroupBy(name => name).Single(name => name.Count() == 2).Key;
        // It is among the ten of the next second.
        Assert.InRange(scene.Sent.ToList().LastIndexOf(retried), 10, 19);
        Assert.Equal(1001, scene.Sent.Count);
        Assert.InRange(scene.MostInASecond, 1, 10);
    }
}
