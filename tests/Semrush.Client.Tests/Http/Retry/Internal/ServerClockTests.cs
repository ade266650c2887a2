using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Retry.Internal;

/// <summary>A date in <c>Retry-After</c> is meant by the server's clock, as long as that can be right.</summary>
public sealed class ServerClockTests
{
    private const int Day = 24 * 60 * 60;

    [Theory]
    [InlineData(0, 62)]
    [InlineData(Day - 1, 62)]
    [InlineData(1 - Day, 62)]
    [InlineData(Day, Day + 62)]
    [InlineData(-Day, 0)]
    public void A_clock_that_is_a_day_off_is_not_believed(int seconds, int wait)
    {
        var shown = The.Noon.AddSeconds(seconds);

        Assert.Equal(TimeSpan.FromSeconds(wait), Read(shown.AddSeconds(62), shown));
    }

    [Fact]
    public void A_date_that_has_passed_asks_for_no_wait() => Assert.Equal(TimeSpan.Zero, Read(The.Noon.AddSeconds(-62), The.Noon));

    private static TimeSpan? Read(DateTimeOffset until, DateTimeOffset shown)
    {
        using var answer = Answer.Empty(503)
            .WithHeader("Retry-After", until.ToString("R", CultureInfo.InvariantCulture))
            .WithHeader("Date", shown.ToString("R", CultureInfo.InvariantCulture));
        return RetryAfter.From(answer, new FakeTimeProvider(The.Noon));
    }
}
