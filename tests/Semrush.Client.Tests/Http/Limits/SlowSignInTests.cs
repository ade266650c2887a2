namespace Semrush.Client.Tests.Http.Limits;

/// <summary>Between a permit and its request, somebody may have to sign in.</summary>
public sealed class SlowSignInTests
{
    [Fact]
    public async Task A_sign_in_that_takes_up_to_a_second_does_not_bunch_starts()
    {
        var random = new Random(18);
        var time = new Simulation();
        using var rush = new Rush(time, () => (Answer.Error(404), TimeSpan.FromMilliseconds(20)), new Rush.Tokens(time, Wait));
        for (var i = 0; i < 300; i++)
            rush.Call(TimeSpan.FromMilliseconds(random.Next(20_000)));

        await rush.RunAsync();

        Assert.Equal(300, rush.Judge.Starts.Count);
        Assert.InRange(rush.Judge.MostWithin(TimeSpan.FromSeconds(1)), 5, 10);

        TimeSpan Wait()
        {
            lock (random)
                return TimeSpan.FromMilliseconds(random.Next(900));
        }
    }
}
