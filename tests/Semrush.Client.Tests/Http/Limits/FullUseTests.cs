using System.Globalization;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>The permitted rate is used in full.</summary>
public sealed class FullUseTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(950)]
    public async Task Two_hundred_calls_at_once_use_99_and_a_half_percent_of_the_permitted_rate(int slowest)
    {
        var random = new Random(slowest);
        using var scene = new AccountScene { Latency = Next };
        var client = scene.Client(perSecond: 10, atOnce: 10);
        for (var i = 0; i < 200; i++)
            scene.SingleAt(TimeSpan.Zero, client);

        await scene.RunAsync();

        // The first ten start at once, so that the last ten may start after 19 seconds.
        var rate = 19 / scene.Starts[^1].TotalSeconds;
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"Responses within {slowest} ms: {rate:P2} of the permitted rate"));
        // What is missing is the margin of each window: more would be a risk, less is a rate that is given away.
        Assert.InRange(rate, 0.9945, 0.9955);
        for (var second = 0; second < 20; second++)
            Assert.Equal(10, scene.Starts.Count(start => (int)start.TotalSeconds == second));

        TimeSpan Next()
        {
            lock (random)
                return TimeSpan.FromMilliseconds(random.Next(slowest + 1));
        }
    }

    [Fact]
    public async Task The_eleventh_of_eleven_calls_at_once_starts_a_second_and_5_milliseconds_after_the_first()
    {
        using var scene = new AccountScene();
        var client = scene.Client(perSecond: 10, atOnce: 10);
        for (var i = 0; i < 11; i++)
            scene.SingleAt(TimeSpan.Zero, client);

        await scene.RunAsync();

        Assert.Equal([.. Enumerable.Repeat(TimeSpan.Zero, 10), TimeSpan.FromMilliseconds(1005)], scene.Starts);
    }

    [Fact]
    public async Task Calls_are_sent_in_the_order_in_which_they_began()
    {
        using var scene = new AccountScene { Latency = static () => TimeSpan.FromMilliseconds(700) };
        var client = scene.Client(perSecond: 2, atOnce: 1);
        for (var i = 0; i < 50; i++)
            scene.SingleAt(TimeSpan.FromMilliseconds(i), client, $"campaign-{i}");

        await scene.RunAsync();

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"campaign-{i}"), scene.Sent);
    }
}
