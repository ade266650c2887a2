using System.Globalization;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>What the server asks for with <c>Retry-After</c>: waited for to the millisecond, or surfaced.</summary>
public sealed class RetryAfterTests
{
    private readonly LeapingTime _time = new(The.Noon);

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
    public async Task It_is_obeyed_whatever_the_status(int status)
        => Assert.Equal(TimeSpan.FromSeconds(62), await AskedToWait.WaitAsync(_time, Answer.Empty(status).WithHeader("Retry-After", "62")));

    [Fact]
    public async Task It_is_obeyed_with_status_200_too()
        => Assert.Equal(TimeSpan.FromSeconds(62), await AskedToWait.WaitAsync(_time, Answer.Error(200, """{"retryable":true}""").WithHeader("Retry-After", "62")));

    [Fact]
    public async Task A_date_62_seconds_ahead_is_waited_for_to_the_millisecond()
        => Assert.Equal(62_000, (await WaitAsync(The.Noon.AddSeconds(62).ToString("R", CultureInfo.InvariantCulture))).TotalMilliseconds);

    [Fact]
    public async Task A_clock_between_two_milliseconds_is_not_early()
    {
        var time = new LeapingTime(The.Noon.AddTicks(4567));

        var wait = await AskedToWait.WaitAsync(time, Answer.Empty(503).WithHeader("Retry-After", The.Noon.AddSeconds(62).ToString("R", CultureInfo.InvariantCulture)));

        Assert.InRange(The.Noon.AddTicks(4567) + wait, The.Noon.AddSeconds(62), The.Noon.AddSeconds(62).AddMilliseconds(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task A_timer_of_the_system_that_is_early_is_waited_for_again(int milliseconds)
    {
        var time = new LeapingTime(The.Noon) { Early = TimeSpan.FromMilliseconds(milliseconds) };

        Assert.Equal(62_000, (await AskedToWait.WaitAsync(time, Answer.Empty(503).WithHeader("Retry-After", "62"))).TotalMilliseconds);
    }

    [Theory]
    [InlineData("121")]
    [InlineData("18000")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999999999")]
    public async Task More_than_the_2_minutes_of_the_cap_surface_at_once(string seconds)
    {
        var failure = await AskedToWait.SurfacesAsync(_time, Answer.Empty(503).WithHeader("Retry-After", seconds));

        var asked = Math.Min(double.Parse(seconds, CultureInfo.InvariantCulture), int.MaxValue);
        Assert.Equal(asked, failure.RetryAfter!.Value.TotalSeconds);
    }

    [Fact]
    public async Task A_date_5_hours_ahead_surfaces_at_once()
    {
        var header = The.Noon.AddHours(5).ToString("R", CultureInfo.InvariantCulture);

        Assert.Equal(TimeSpan.FromHours(5), (await AskedToWait.SurfacesAsync(_time, Answer.Empty(429).WithHeader("Retry-After", header))).RetryAfter);
    }

    [Fact]
    public async Task The_longest_of_several_counts()
        => Assert.Equal(TimeSpan.FromSeconds(62), await AskedToWait.WaitAsync(_time, Answer.Empty(503).WithHeader("Retry-After", "7").WithHeader("Retry-After", "62")));

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
    public async Task Of_several_that_a_gateway_has_merged_the_longest_counts_and_it_is_never_early(string header, int seconds)
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
    public async Task What_asks_for_no_wait_leaves_the_client_its_own(string header)
    {
        var options = AskedToWait.Options;
        options.Retry.Delay = TimeSpan.FromSeconds(10);

        var wait = await AskedToWait.WaitAsync(_time, Answer.Empty(503).WithHeader("Retry-After", header), options);

        Assert.InRange(wait, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_wait_that_the_client_chooses_is_not_shortened()
    {
        var options = AskedToWait.Options;
        options.Retry.Delay = TimeSpan.FromSeconds(10);

        Assert.InRange(await AskedToWait.WaitAsync(_time, Answer.Empty(503).WithHeader("Retry-After", "1"), options), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
    }

    private Task<TimeSpan> WaitAsync(string header) => AskedToWait.WaitAsync(_time, Answer.Empty(503).WithHeader("Retry-After", header));
}
