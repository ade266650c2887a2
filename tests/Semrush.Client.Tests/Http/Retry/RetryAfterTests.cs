using System.Globalization;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>What the server asks for with <c>Retry-After</c>: waited for to the millisecond, or returned to the caller.</summary>
public sealed class RetryAfterTests
{
    private const int Day = 24 * 60 * 60;

    private readonly FakeClock _time = RetriedCall.Clock();

    [Theory]
    [InlineData("1", 1)]
    [InlineData("62", 62)]
    [InlineData(" 62 ", 62)]
    [InlineData("120", 120)]
    public async Task The_next_request_is_sent_after_so_many_seconds_and_0_milliseconds_early(string header, int seconds)
        => Assert.Equal(seconds * 1000, (await WaitAsync(header)).TotalMilliseconds);

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(554)]
    public async Task It_is_honoured_with_every_status(int status)
        => Assert.Equal(TimeSpan.FromSeconds(62), await RetriedCall.WaitAsync(_time, Response.Empty(status).WithHeader("Retry-After", "62")));

    [Fact]
    public async Task It_is_honoured_with_status_200()
        => Assert.Equal(TimeSpan.FromSeconds(62), await RetriedCall.WaitAsync(_time, Response.Error(200, """{"retryable":true}""").WithHeader("Retry-After", "62")));

    [Fact]
    public async Task A_date_62_seconds_ahead_is_waited_for_to_the_millisecond()
        => Assert.Equal(62_000, (await WaitAsync(The.Noon.AddSeconds(62).ToString("R", CultureInfo.InvariantCulture))).TotalMilliseconds);

    [Fact]
    public async Task A_clock_between_two_milliseconds_is_not_early()
    {
        var time = RetriedCall.Clock(The.Noon.AddTicks(4567));

        var wait = await RetriedCall.WaitAsync(time, Response.Empty(503).WithHeader("Retry-After", The.Noon.AddSeconds(62).ToString("R", CultureInfo.InvariantCulture)));

        Assert.InRange(The.Noon.AddTicks(4567) + wait, The.Noon.AddSeconds(62), The.Noon.AddSeconds(62).AddMilliseconds(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task A_timer_that_fires_early_is_set_again(int milliseconds)
    {
        var time = RetriedCall.Clock(early: TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(62_000, (await RetriedCall.WaitAsync(time, Response.Empty(503).WithHeader("Retry-After", "62"))).TotalMilliseconds);
    }

    [Theory]
    [InlineData("121")]
    [InlineData("18000")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999999999")]
    public async Task More_than_the_limit_of_2_minutes_fails_at_once(string seconds)
    {
        var failure = await RetriedCall.FailsAtOnceAsync(_time, Response.Empty(503).WithHeader("Retry-After", seconds));

        var asked = Math.Min(double.Parse(seconds, CultureInfo.InvariantCulture), int.MaxValue);
        Assert.Equal(asked, failure.RetryAfter!.Value.TotalSeconds);
    }

    [Fact]
    public async Task A_date_5_hours_ahead_fails_at_once()
    {
        var header = The.Noon.AddHours(5).ToString("R", CultureInfo.InvariantCulture);

        Assert.Equal(TimeSpan.FromHours(5), (await RetriedCall.FailsAtOnceAsync(_time, Response.Empty(429).WithHeader("Retry-After", header))).RetryAfter);
    }

    [Fact]
    public async Task The_longest_of_several_counts()
        => Assert.Equal(TimeSpan.FromSeconds(62), await RetriedCall.WaitAsync(_time, Response.Empty(503).WithHeader("Retry-After", "7").WithHeader("Retry-After", "62")));

    [Theory]
    [InlineData("30,120", 120)]
    [InlineData("30, 120", 120)]
    [InlineData("120,30", 120)]
    [InlineData("60, 60", 60)]
    [InlineData(", ,60,", 60)]
    [InlineData("soon, 60", 60)]
    [InlineData("Mon, 15 Jun 2026 12:01:00 GMT, Mon, 15 Jun 2026 12:01:00 GMT", 60)]
    [InlineData("Mon, 15 Jun 2026 12:02:00 GMT,Mon, 15 Jun 2026 12:01:00 GMT", 120)]
    [InlineData("30, Mon, 15 Jun 2026 12:01:00 GMT", 60)]
    [InlineData("Mon, 15 Jun 2026 12:01:00 GMT, 120", 120)]
    [InlineData("Monday, 15-Jun-26 12:01:00 GMT, Mon Jun 15 12:02:00 2026, 7", 120)]
    [InlineData("Mon, 35 Jun 2026 12:00:00 GMT, 60", 60)]
    public async Task Of_several_merged_values_the_longest_counts(string header, int seconds)
        => Assert.Equal(TimeSpan.FromSeconds(seconds), await WaitAsync(header));

    [Theory]
    [InlineData("soon, later")]
    [InlineData(",")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("5 minutes")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("Mon, 15 Jun 2026 11:59:00 GMT")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("Mon, 35 Jun 2026 12:00:00 GMT")]
    public async Task A_value_that_asks_for_no_wait_leaves_the_delay_of_the_client(string header)
    {
        var options = RetriedCall.Options;
        options.Retry.Delay = TimeSpan.FromSeconds(10);

        var wait = await RetriedCall.WaitAsync(_time, Response.Empty(503).WithHeader("Retry-After", header), options);

        Assert.InRange(wait, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(0, 62)]
    [InlineData(Day - 1, 62)]
    [InlineData(1 - Day, 62)]
    [InlineData(Day, Day + 62)]
    [InlineData(-Day, 0)]
    public async Task A_date_is_one_of_the_clock_of_the_server_unless_that_is_a_day_off(int seconds, int wait)
    {
        var options = RetriedCall.Options;
        options.Retry.MaxRetryAfter = TimeSpan.FromDays(2);
        var shown = The.Noon.AddSeconds(seconds);

        Assert.Equal(
            TimeSpan.FromSeconds(wait),
            await RetriedCall.WaitAsync(
                _time,
                Response.Empty(503)
                    .WithHeader("Retry-After", shown.AddSeconds(62).ToString("R", CultureInfo.InvariantCulture))
                    .WithHeader("Date", shown.ToString("R", CultureInfo.InvariantCulture)),
                options));
    }

    [Fact]
    public async Task A_wait_that_the_client_chooses_is_not_shortened()
    {
        var options = RetriedCall.Options;
        options.Retry.Delay = TimeSpan.FromSeconds(10);

        Assert.InRange(await RetriedCall.WaitAsync(_time, Response.Empty(503).WithHeader("Retry-After", "1"), options), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
    }

    private Task<TimeSpan> WaitAsync(string header) => RetriedCall.WaitAsync(_time, Response.Empty(503).WithHeader("Retry-After", header));
}
