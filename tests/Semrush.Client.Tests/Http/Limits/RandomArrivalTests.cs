using System.Globalization;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>Reliability 18: whatever comes when, the server sees no more than is allowed.</summary>
public sealed class RandomArrivalTests
{
    private const int Calls = 150;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Counts.Of(few: 10, full: 40))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Ten_start_in_any_second_and_ten_are_under_way_repetitions_included(int seed)
    {
        var random = new Random(seed);
        var time = new Simulation { Haste = TimeSpan.FromMilliseconds(random.Next(2)) };
        using var tokens = new TokenManager(new FakeFlow(time) { Lifetime = TimeSpan.FromDays(7) }, timeProvider: time);
        var slowest = random.Next(10, 2500);
        using var rush = new Rush(time, Answer, tokens, options => options.Retry.MaxRetries = 3);
        var length = random.Next(1, 20_000);
        for (var i = 0; i < Calls; i++)
        {
            // Half of them come in crowds.
            var at = TimeSpan.FromMilliseconds(random.NextDouble() < 0.5 ? random.NextDouble() * length : length / 4 * random.Next(4));
            rush.Call(at);
        }

        await rush.RunAsync();

        var attempts = rush.Judge.Starts.Count;
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"Seed {seed}: {attempts} attempts of {Calls} calls, at most {rush.Judge.MostWithin(TimeSpan.FromSeconds(1))} in a second, {rush.Judge.MostUnderWay} at once"));
        Assert.True(attempts > Calls, "There were no repetitions.");
        Assert.InRange(rush.Judge.MostWithin(TimeSpan.FromSeconds(1)), 1, 10);
        Assert.InRange(rush.Judge.MostUnderWay, 1, 10);
        Assert.Equal([10, 10], rush.Permits);

        (HttpResponseMessage, TimeSpan) Answer()
        {
            lock (random)
            {
                var status = random.Next(100) switch { < 15 => 503, < 22 => 401, < 25 => 429, _ => 404 };
                return (Tests.Answer.Error(status), TimeSpan.FromMilliseconds(random.Next(slowest)));
            }
        }
    }
}
