using System.Globalization;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>Reliability 7.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(7);

    [Theory]
    [InlineData("Europe/Prague", "2026-03-29T00:30:00Z")]
    [InlineData("America/New_York", "2026-11-01T05:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T14:30:00Z")]
    [InlineData("Asia/Kolkata", "2026-06-15T12:00:00Z")]
    public async Task A_5_minute_token_is_refreshed_at_most_once_in_4_minutes_in_every_zone_and_through_daylight_saving(string zone, string start)
    {
        var time = new Clock(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
        time.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById(zone));
        using var scene = new TokenScene(time: time);

        Assert.Empty(await SimulateAsync(scene, TimeSpan.FromHours(3)));
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(0)]
    [InlineData(10)]
    public async Task A_clock_that_is_off_by_ten_minutes_causes_neither_more_refreshes_nor_expired_tokens(int minutes)
    {
        // The server's clock is right; what it says of a lifetime is counted from the local one.
        using var scene = new TokenScene(time: new Clock(The.Noon.AddMinutes(minutes)));

        Assert.Empty(await SimulateAsync(scene, TimeSpan.FromHours(3)));
    }

    [Fact]
    public async Task A_clock_set_forward_by_ten_minutes_causes_1_refresh()
    {
        using var scene = new TokenScene();
        await scene.GetAsync();

        scene.Time.AdjustTime(scene.Time.GetUtcNow().AddMinutes(10));

        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal(1, scene.Flow.Renewals);
    }

    [Fact]
    public async Task A_clock_set_back_by_ten_minutes_causes_1_refresh_as_the_age_of_the_token_is_unknown()
    {
        using var scene = new TokenScene();
        await scene.GetAsync();

        scene.Time.AdjustTime(scene.Time.GetUtcNow().AddMinutes(-10));

        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal(1, scene.Flow.Renewals);
    }

    [Fact]
    public async Task A_clock_that_is_corrected_by_a_minute_causes_nothing()
    {
        using var scene = new TokenScene();
        await scene.GetAsync();

        scene.Time.AdjustTime(scene.Time.GetUtcNow().AddMinutes(-1));

        Assert.Equal("access-1", await scene.GetAsync());
    }

    [Theory]
    [InlineData(300)]
    [InlineData(3_600)]
    [InlineData(604_800)]
    public void The_margin_of_a_refresh_is_a_fifth_of_the_lifetime(int seconds)
    {
        var tokens = new TokenSet("token", The.Noon, TimeSpan.FromSeconds(seconds));

        Assert.Equal(TimeSpan.FromSeconds(seconds / 5.0), tokens.ExpiresAt - tokens.RenewAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_is_used_from_a_margin_before_it_was_obtained_until_a_margin_before_it_expires(bool isStored)
    {
        foreach (var (time, isUsed) in new[] { (-60_001, false), (-60_000, true), (239_999, true), (240_000, false) })
        {
            using var scene = new TokenScene();
            await scene.GetAsync();
            scene.Time.AdjustTime(The.Noon.AddMilliseconds(time));
            using var another = scene.AnotherProcess();

            var token = await (isStored ? another : scene.Manager).GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token);

            Assert.Equal((isUsed ? "access-1" : "access-2", isUsed ? 0 : 1), (token, scene.Flow.Renewals));
        }
    }

    [Fact]
    public async Task A_lifetime_without_end_is_no_overflow()
    {
        var tokens = new TokenSet("token", DateTimeOffset.MinValue, TimeSpan.MaxValue);
        using var scene = new TokenScene(time: new Clock(DateTimeOffset.MinValue));
        await scene.PutAsync(tokens);

        Assert.Equal(DateTimeOffset.MaxValue, tokens.ExpiresAt);
        Assert.Equal("token", await scene.GetAsync());
    }

    [Fact]
    public void A_token_set_has_a_token_and_a_lifetime()
    {
        Assert.Throws<ArgumentException>("accessToken", () => new TokenSet("", The.Noon, TimeSpan.FromMinutes(5)));
        Assert.Throws<ArgumentOutOfRangeException>("lifetime", () => new TokenSet(The.AccessToken, The.Noon, TimeSpan.Zero));
    }

    // A call every few seconds. Returns what went wrong: an expired token handed out, or a renewal too early.
    private static async Task<List<string>> SimulateAsync(TokenScene scene, TimeSpan duration)
    {
        var faults = new List<string>();
        var (current, since, renewals) = ("", scene.Time.GetUtcNow(), 0);
        for (var end = since + duration; scene.Time.GetUtcNow() < end; scene.Time.Advance(Step))
        {
            var token = await scene.GetAsync();
            var age = scene.Time.GetUtcNow() - since;
            if (token == current && age >= scene.Flow.Lifetime)
                faults.Add($"expired for {age - scene.Flow.Lifetime}");
            if (token != current && current.Length > 0 && age < TimeSpan.FromMinutes(4))
                faults.Add($"renewed after {age}");
            if (token != current)
                (current, since, renewals) = (token, scene.Time.GetUtcNow(), renewals + 1);
        }

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{renewals} tokens in {duration}"));
        Assert.Equal(scene.Flow.Requests, renewals);
        Assert.InRange(renewals, 2, (int)(duration / TimeSpan.FromMinutes(4)) + 1);
        return faults;
    }
}
