namespace Semrush.Client.Tests.Http.Limits;

/// <summary>A call that is cancelled gives its permits back, wherever it is.</summary>
public sealed class CancelledCallTests
{
    [Fact]
    public async Task A_thousand_calls_that_are_cancelled_at_any_moment_lose_no_permit()
    {
        var random = new Random(18);
        // A while to wait, a while to sign in, a while under way.
        using var scene = new AccountScene
        {
            Respond = static (_, _) => Response.Error(404),
            Latency = static () => TimeSpan.FromMilliseconds(400),
            SignIn = static () => TimeSpan.FromMilliseconds(200),
        };
        var client = scene.Client(perSecond: 10, atOnce: 10);
        for (var i = 0; i < 1000; i++)
        {
            var at = TimeSpan.FromMilliseconds(random.Next(60_000));
            scene.SingleAt(at, client, until: at + TimeSpan.FromMilliseconds(random.Next(3000)));
        }

        await scene.RunAsync();

        var (cancelled, sent) = (scene.Calls.Count(call => call.IsCanceled), scene.Sent.Count);
        TestContext.Current.SendDiagnosticMessage($"{cancelled} of 1,000 calls were cancelled; {sent} requests were sent");
        Assert.InRange(cancelled, 500, 999);
        Assert.True(sent > 1000 - cancelled, "None was cancelled under way.");
        Assert.InRange(scene.MostInASecond, 1, 10);
        await scene.AssertAllPermitsAreFreeAsync(client);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_lets_another_start_in_the_same_second()
    {
        using var scene = new AccountScene { SignIn = static () => TimeSpan.FromMilliseconds(100) };
        var client = scene.Client();
        scene.SingleAt(TimeSpan.Zero, client, until: TimeSpan.FromMilliseconds(50));
        scene.SingleAt(TimeSpan.Zero, client);

        await scene.RunAsync();

        Assert.True(scene.Calls[0].IsCanceled);
        Assert.Equal([TimeSpan.FromMilliseconds(150)], scene.Starts);
    }
}
