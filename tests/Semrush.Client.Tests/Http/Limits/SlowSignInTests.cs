namespace Semrush.Client.Tests.Http.Limits;

/// <summary>Between a permit and its request, a person may have to sign in.</summary>
public sealed class SlowSignInTests
{
    [Fact]
    public async Task A_sign_in_that_takes_up_to_a_second_causes_no_burst_of_starts()
    {
        var random = new Random(18);
        using var scene = new AccountScene { Latency = static () => TimeSpan.FromMilliseconds(20), SignIn = Next };
        var client = scene.Client(perSecond: 10, atOnce: 10);
        for (var i = 0; i < 300; i++)
            scene.SingleAt(TimeSpan.FromMilliseconds(random.Next(20_000)), client);

        await scene.RunAsync();

        Assert.Equal(300, scene.Sent.Count);
        Assert.InRange(scene.MostInASecond, 5, 10);

        TimeSpan Next()
        {
            lock (random)
                return TimeSpan.FromMilliseconds(random.Next(900));
        }
    }
}
