namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A date in <c>Retry-After</c> means the same everywhere: 4 zones and calendars of the machine, 8 ways to write it, 4 clocks.</summary>
[Collection(nameof(MachineZone))]
public sealed class RetryAfterZoneTests
{
    // 62 seconds after noon, in the three forms of RFC 9110 and as seen from four zones.
    private static readonly string[] Dates =
    [
        "Mon, 15 Jun 2026 12:01:02 GMT",
        "Monday, 15-Jun-26 12:01:02 GMT",
        "Mon Jun 15 12:01:02 2026",
        "Mon, 15 Jun 2026 12:01:02",
        "Mon, 15 Jun 2026 12:01:02 +0000",
        "Mon, 15 Jun 2026 17:31:02 +0530",
        "Mon, 15 Jun 2026 08:01:02 -0400",
        "Tue, 16 Jun 2026 02:01:02 +1400",
    ];

    [Theory]
    [InlineData("UTC", "en-US")]
    [InlineData("Asia/Kolkata", "ar-SA")]
    [InlineData("America/New_York", "fa-IR")]
    [InlineData("Pacific/Kiritimati", "th-TH")]
    public async Task A_date_62_seconds_ahead_is_62000_milliseconds_away_in_each_of_32_cases(string zone, string culture)
    {
        using var _ = MachineZone.Of(zone, culture);
        Assert.Equal(32, await WaitEverywhereAsync());
    }

    // A clock that is wrong does no harm if the response has the time of the server.
    private static async Task<int> WaitEverywhereAsync()
    {
        var cases = 0;
        foreach (var date in Dates)
        {
            foreach (var minutes in (int[])[-10, 0, 10])
                await ExpectAsync(date, minutes, "Mon, 15 Jun 2026 12:00:00 GMT");
            await ExpectAsync(date, 0, null);
        }

        return cases;

        async Task ExpectAsync(string date, int minutes, string? shown)
        {
            var response = Response.Empty(503).WithHeader("Retry-After", date);
            if (shown is not null)
                response.WithHeader("Date", shown);
            var wait = await RetriedCall.WaitAsync(RetriedCall.Clock(The.Noon.AddMinutes(minutes)), response);
            Assert.True(wait.TotalMilliseconds == 62_000, $"{date}, clock {minutes} minutes off, Date {shown ?? "absent"}: {wait}");
            cases++;
        }
    }
}
