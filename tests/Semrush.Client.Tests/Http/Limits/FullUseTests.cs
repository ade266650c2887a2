using System.Globalization;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>What is allowed is used, too.</summary>
public sealed class FullUseTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(950)]
    public async Task Two_hundred_calls_at_once_take_99_and_a_half_percent_of_the_permitted_rate(int slowest)
    {
        var random = new Random(slowest);
        var time = new Simulation();
        using var rush = new Rush(time, () => (Answer.Error(404), TimeSpan.FromMilliseconds(Next())));
        for (var i = 0; i < 200; i++)
            rush.Call(TimeSpan.Zero);

        await rush.RunAsync();

        // The first ten start at once, so that the last ten may start after 19 seconds.
        var rate = 19 / rush.Judge.Starts[^1].TotalSeconds;
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"Answers within {slowest} ms: {rate:P2} of the permitted rate"));
        // What is missing is the margin of each window: more would be a risk, less is a rate that is given away.
        Assert.InRange(rate, 0.9945, 0.9955);
        for (var second = 0; second < 20; second++)
            Assert.Equal(10, rush.Judge.Starts.Count(start => (int)start.TotalSeconds == second));

        double Next()
        {
            lock (random)
                return random.NextDouble() * slowest;
        }
    }

    [Fact]
    public async Task The_eleventh_of_eleven_calls_at_once_starts_a_second_and_5_milliseconds_after_the_first()
    {
        var time = new Simulation();
        using var rush = new Rush(time, () => (Answer.Error(404), TimeSpan.Zero));
        for (var i = 0; i < 11; i++)
            rush.Call(TimeSpan.Zero);

        await rush.RunAsync();

        Assert.Equal([.. Enumerable.Repeat(TimeSpan.Zero, 10), TimeSpan.FromMilliseconds(1005)], rush.Judge.Starts);
    }

    [Fact]
    public async Task Calls_go_out_in_the_order_in_which_they_came()
    {
        var time = new Simulation();
        using var rush = new Rush(time, () => (Answer.Error(404), TimeSpan.FromMilliseconds(700)), configure: options =>
            (options.RateLimit.RequestsPerSecond, options.RateLimit.ConcurrentRequests) = (2, 1));
        for (var i = 0; i < 50; i++)
            rush.Call(TimeSpan.FromMilliseconds(i), $"campaign-{i}");

        await rush.RunAsync();

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"campaign-{i}"), rush.Stub.Requests.Select(request => request.Address.Split('/')[^1]));
    }
}
