namespace Semrush.Client.Tests.Http.Limits;

/// <summary>Who goes away leaves his permit behind, wherever he was.</summary>
public sealed class CancelledCallTests
{
    [Fact]
    public async Task A_thousand_calls_that_are_cancelled_at_any_moment_leave_every_permit()
    {
        var random = new Random(18);
        var time = new Simulation();
        // A while to wait, a while to sign in, a while under way.
        using var rush = new Rush(time, () => (Answer.Error(404), TimeSpan.FromMilliseconds(400)), new Rush.Tokens(time, () => TimeSpan.FromMilliseconds(200)));
        for (var i = 0; i < 1000; i++)
        {
            var at = TimeSpan.FromMilliseconds(random.Next(60_000));
            rush.Call(at, until: at + TimeSpan.FromMilliseconds(random.Next(3000)));
        }

        await rush.RunAsync();

        var cancelled = rush.Calls.Count(call => call.IsCanceled);
        var sent = rush.Judge.Starts.Count;
        TestContext.Current.SendDiagnosticMessage($"{cancelled} of 1,000 calls were cancelled; {sent} requests were sent");
        Assert.InRange(cancelled, 500, 999);
        Assert.True(sent > 1000 - cancelled, "None was cancelled under way.");
        Assert.Equal([10, 10], rush.Permits);
        Assert.InRange(rush.Judge.MostWithin(TimeSpan.FromSeconds(1)), 1, 10);
    }

    [Fact]
    public async Task One_that_is_cancelled_before_it_starts_lets_another_start_in_the_same_second()
    {
        var time = new Simulation();
        using var rush = new Rush(
            time,
            () => (Answer.Error(404), TimeSpan.Zero),
            new Rush.Tokens(time, () => TimeSpan.FromMilliseconds(100)),
            options => (options.RateLimit.RequestsPerSecond, options.RateLimit.ConcurrentRequests) = (1, 10));
        rush.Call(TimeSpan.Zero, until: TimeSpan.FromMilliseconds(50));
        rush.Call(TimeSpan.Zero);

        await rush.RunAsync();

        Assert.True(rush.Calls[0].IsCanceled);
        Assert.Equal([TimeSpan.FromMilliseconds(150)], rush.Judge.Starts);
    }
}
