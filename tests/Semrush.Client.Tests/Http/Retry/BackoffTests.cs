namespace Semrush.Client.Tests.Http.Retry;

/// <summary>The waits before retries, if the server asks for none.</summary>
public sealed class BackoffTests
{
    private readonly SemrushClientOptions _options = RetriedCall.Options;

    [Fact]
    public async Task Of_1000_waits_each_is_between_half_and_whole_of_the_nominal_one_and_evenly_spread()
    {
        double[] nominal = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
        var waits = new List<List<TimeSpan>>();
        for (var call = 0; call < 1_000; call++)
        {
            (_options.Retry.Delay, _options.Retry.MaxDelay) = (TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));
            waits.Add(await RetriedCall.WaitsAsync(_options, nominal.Length));
        }

        for (var retry = 0; retry < nominal.Length; retry++)
        {
            var parts = waits.ConvertAll(call => call[retry].TotalMilliseconds / nominal[retry]);
            // A timer counts whole milliseconds.
            Assert.All(parts, part => Assert.InRange(part, 0.5, 1 + (1 / nominal[retry])));
            // Within 8 standard errors of three quarters.
            Assert.InRange(parts.Average(), 0.71, 0.79);
            foreach (var lower in (double[])[0.5, 0.6, 0.7, 0.8, 0.9])
                Assert.InRange(parts.Count(part => part >= lower && part < lower + 0.1), 100, 300);
        }
    }

    [Fact]
    public async Task A_thousand_retries_wait_no_longer_than_MaxDelay()
    {
        _options.Retry.Delay = TimeSpan.FromMilliseconds(500);
        _options.Retry.MaxDelay = TimeSpan.FromSeconds(30);

        var waits = await RetriedCall.WaitsAsync(_options, retries: 1_100);

        Assert.All(waits.Skip(6), wait => Assert.InRange(wait, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30.001)));
    }

    [Theory]
    [InlineData(0, 24)]
    [InlineData(24, 0)]
    public async Task A_delay_of_zero_stays_zero(int delay, int longest)
    {
        (_options.Retry.Delay, _options.Retry.MaxDelay) = (TimeSpan.FromDays(delay), TimeSpan.FromDays(longest));

        Assert.All(await RetriedCall.WaitsAsync(_options, retries: 1_100), wait => Assert.Equal(TimeSpan.Zero, wait));
    }

    [Fact]
    public async Task The_longest_delays_do_not_overflow()
    {
        (_options.Retry.Delay, _options.Retry.MaxDelay) = (TimeSpan.FromDays(24), TimeSpan.FromDays(24));

        Assert.All(await RetriedCall.WaitsAsync(_options, retries: 5), wait => Assert.InRange(wait, TimeSpan.FromDays(12), TimeSpan.FromDays(24) + TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task As_many_retries_as_an_integer_holds_are_allowed()
    {
        _options.Retry.MaxRetries = int.MaxValue;
        var attempts = 0;
        using var client = RetriedCall.Client(StubHandler.Returning(_ => ++attempts < 3_000 ? Response.Error(503) : Response.Payload("map-rank-tracker.get-user-limits")), _options);

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(3_000, attempts);
    }
}
