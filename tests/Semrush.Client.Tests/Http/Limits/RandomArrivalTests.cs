using System.Globalization;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>For any order of arrivals, the server sees no more than is allowed.</summary>
public sealed class RandomArrivalTests
{
    private const int Calls = 150;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Counts.Of(few: 10, full: 40))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Ten_start_in_any_second_and_ten_are_under_way_retries_included(int seed)
    {
        var random = new Random(seed);
        var time = new FakeClock { Early = TimeSpan.FromMilliseconds(random.Next(2)) };
        using var tokens = new TokenManager(new FakeFlow(time) { Lifetime = TimeSpan.FromDays(7) }, timeProvider: time);
        var slowest = random.Next(10, 2500);
        using var scene = new AccountScene
        {
            Time = time,
            Provider = tokens,
            Respond = (_, _) => Response.Error(Next(100) switch { < 18 => 503, < 25 => 401, _ => 404 }),
            Latency = () => TimeSpan.FromMilliseconds(Next(slowest)),
        };
        var clients = Enumerable.Range(0, 2).Select(_ => scene.Client(perSecond: 10, atOnce: 10, retries: 3, delay: TimeSpan.FromMilliseconds(500))).ToList();
        var length = random.Next(1, 20_000);
        for (var i = 0; i < Calls; i++)
        {
            // Half of them come in crowds.
            var at = TimeSpan.FromMilliseconds(random.NextDouble() < 0.5 ? random.Next(length) : length / 4 * random.Next(4));
            scene.SingleAt(at, clients[i % 2]);
        }

        await scene.RunAsync();

        var attempts = scene.Sent.Count;
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"Seed {seed}: {attempts} attempts of {Calls} calls, at most {scene.MostInASecond} in a second, {scene.MostUnderWay} at once"));
        Assert.True(attempts > Calls, "There were no retries.");
        Assert.InRange(scene.MostInASecond, 1, 10);
        Assert.InRange(scene.MostUnderWay, 1, 10);
        await scene.AssertAllPermitsAreFreeAsync(clients[0]);

        int Next(int most)
        {
            lock (random)
                return random.Next(most);
        }
    }
}
