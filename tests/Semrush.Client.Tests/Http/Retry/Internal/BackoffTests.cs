using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Retry.Internal;

/// <summary>The waits that the client chooses by itself.</summary>
public sealed class BackoffTests
{
    private static readonly RetrySettings Settings = new()
    {
        Delay = TimeSpan.FromMilliseconds(500),
        MaxDelay = TimeSpan.FromSeconds(30),
        MaxRetryAfter = TimeSpan.FromMinutes(2),
        AttemptTimeout = Timeout.InfiniteTimeSpan,
        TimeoutAdvice = "",
    };

    [Theory]
    [InlineData(0, 500)]
    [InlineData(1, 1_000)]
    [InlineData(2, 2_000)]
    [InlineData(5, 16_000)]
    [InlineData(6, 30_000)]
    [InlineData(60, 30_000)]
    [InlineData(1_024, 30_000)]
    [InlineData(int.MaxValue, 30_000)]
    public void Of_1000_waits_each_is_between_half_and_whole_of_the_nominal_one_and_no_two_dozens_are_the_same(int retry, int milliseconds)
    {
        var nominal = TimeSpan.FromMilliseconds(milliseconds);

        var waits = Enumerable.Range(0, 1_000).Select(_ => Backoff.After(Settings, retry, null)!.Value).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, nominal / 2, nominal));
        Assert.InRange(waits.Distinct().Count(), 976, 1_000);
        // Evenly spread: the mean of 1,000 draws is within 8 standard errors of three quarters.
        Assert.InRange(waits.Average(wait => wait / nominal), 0.71, 0.79);
        foreach (var part in (double[])[0.5, 0.6, 0.7, 0.8, 0.9])
            Assert.InRange(waits.Count(wait => wait >= nominal * part && wait < nominal * (part + 0.1)), 100, 300);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_024)]
    [InlineData(int.MaxValue)]
    public void No_delay_stays_none(int retry)
    {
        Assert.Equal(TimeSpan.Zero, Backoff.After(Settings with { Delay = TimeSpan.Zero }, retry, null));
        Assert.Equal(TimeSpan.Zero, Backoff.After(Settings with { MaxDelay = TimeSpan.Zero }, retry, null));
    }

    [Fact]
    public void The_longest_possible_delays_do_not_overflow()
    {
        var longest = TimeSpan.FromDays(24);

        Assert.InRange(Backoff.After(Settings with { Delay = longest, MaxDelay = longest }, int.MaxValue, null)!.Value, longest / 2, longest);
    }

    [Fact]
    public async Task A_call_with_4_repetitions_waits_a_half_1_2_and_4_seconds_at_most_and_half_of_that_at_least()
    {
        var time = new LeapingTime(The.Noon);
        var sent = new List<TimeSpan>();
        var options = AskedToWait.Options;
        (options.Retry.MaxRetries, options.Retry.Delay) = (4, Settings.Delay);
        using var client = AskedToWait.Client(StubHandler.Answering(_ => RecordAndFail(sent, time)), options.UseTimeProvider(time));

        await Assert.ThrowsAnyAsync<Exception>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        var waits = sent.Zip(sent.Skip(1), (one, next) => next - one).ToList();
        Assert.Equal(4, waits.Count);
        for (var i = 0; i < waits.Count; i++)
            Assert.InRange(waits[i], Settings.Delay * Math.Pow(2, i) / 2, (Settings.Delay * Math.Pow(2, i)) + TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task As_many_repetitions_as_an_integer_holds_are_allowed()
    {
        var options = AskedToWait.Options;
        options.Retry.MaxRetries = int.MaxValue;
        var attempts = 0;
        using var client = AskedToWait.Client(StubHandler.Answering(_ => ++attempts < 3_000 ? Answer.Error(503) : Answer.Payload("map-rank-tracker.get-user-limits")), options);

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(3_000, attempts);
    }

    private static HttpResponseMessage RecordAndFail(List<TimeSpan> sent, LeapingTime time)
    {
        sent.Add(time.Elapsed);
        return Answer.Error(503);
    }
}
