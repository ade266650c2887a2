using Semrush.Client.Tests.Http.Retry;

namespace Semrush.Client.Tests.Authentication.Device;

/// <summary>RFC 8628, section 3.5, on a fake clock: when a device asks again, and when it stops.</summary>
public sealed class DevicePollingTests
{
    [Fact]
    public async Task While_the_person_decides_it_polls_every_5_seconds()
    {
        var server = new DeviceServer(DeviceServer.Pending, DeviceServer.Pending, DeviceServer.Pending, DeviceServer.Tokens);

        var tokens = await server.RunAsync();

        Assert.Equal([5, 10, 15, 20], server.PolledAt);
        Assert.Equal(Canary.AccessToken, tokens.AccessToken);
    }

    [Fact]
    public async Task Each_slow_down_adds_5_seconds_for_good_5_10_15_20()
    {
        var server = new DeviceServer(
            DeviceServer.SlowDown, DeviceServer.SlowDown, DeviceServer.SlowDown, DeviceServer.Pending, DeviceServer.Pending, DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([5, 5 + 10, 15 + 15, 30 + 20, 50 + 20, 70 + 20], server.PolledAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","interval":0""")]
    [InlineData(""","interval":-3""")]
    [InlineData(""","interval":null""")]
    [InlineData(",\"interval\":\"soon\"")]
    [InlineData(",\"interval\":\"5,5\"")]
    [InlineData(""","interval":[7]""")]
    [InlineData(""","interval":{}""")]
    [InlineData(""","interval":true""")]
    public async Task Without_an_interval_it_is_5_seconds(string interval)
    {
        var grant = DeviceServer.Documented.Replace(""","interval":5""", interval, StringComparison.Ordinal);
        var server = new DeviceServer(grant, DeviceServer.Pending, DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([5, 10], server.PolledAt);
    }

    [Theory]
    [InlineData("17")]
    [InlineData("\"17\"")]
    [InlineData("17.0")]
    [InlineData("1.7e1")]
    [InlineData("\"17.0\"")]
    public async Task The_interval_is_the_one_of_the_server(string interval)
    {
        var server = new DeviceServer(DeviceServer.Documented.Replace("\"interval\":5", "\"interval\":" + interval, StringComparison.Ordinal), DeviceServer.Pending, DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([17, 34], server.PolledAt);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("\"30\"", 30)]
    [InlineData("30.0", 30)]
    [InlineData("3e1", 30)]
    [InlineData("\"30.0\"", 30)]
    [InlineData("29.5", 30)]
    [InlineData("10", 10)]
    [InlineData("null", 10)]
    [InlineData("[30]", 10)]
    [InlineData("{}", 10)]
    [InlineData("3", 10)]
    [InlineData("-3", 10)]
    [InlineData("\"soon\"", 10)]
    [InlineData("\"5,5\"", 10)]
    public async Task An_interval_in_a_slow_down_counts_where_it_is_longer(string stated, int expected)
    {
        var server = new DeviceServer(
            DeviceServer.Gives(() => Response.Json($$"""{"error":"slow_down","interval":{{stated}}}""", 400)), DeviceServer.Pending, DeviceServer.Tokens);

        await server.RunAsync();

        // The clock of these tests goes second by second.
        Assert.Equal([5, 5 + expected, 5 + 2 * expected], server.PolledAt);
    }

    [Fact]
    public async Task A_slow_down_with_429_is_one_too()
    {
        var server = new DeviceServer(DeviceServer.Error("slow_down", 429), DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([5, 15], server.PolledAt);
    }

    [Fact]
    public async Task Retry_After_puts_off_the_next_poll_and_no_other()
    {
        var server = new DeviceServer(
            DeviceServer.Gives(() => Response.With("busy", 503).WithHeader("Retry-After", "62")), DeviceServer.Pending, DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([5, 67, 72], server.PolledAt);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(550)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task A_server_that_is_down_is_waited_for_at_doubling_intervals(int status)
    {
        var down = DeviceServer.Gives(() => Response.With(Response.Html, status, "text/html"));
        var server = new DeviceServer(down, down, down, DeviceServer.Pending, DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([5, 5 + 10, 15 + 20, 35 + 40, 75 + 5], server.PolledAt);
    }

    [Theory]
    [InlineData("server_error", 500)]
    [InlineData("server_error", 400)]
    [InlineData("temporarily_unavailable", 503)]
    public async Task A_server_that_says_it_is_down_in_the_words_of_OAuth_is_waited_for(string code, int status)
    {
        var server = new DeviceServer(DeviceServer.Error(code, status), DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([5, 15], server.PolledAt);
    }

    [Fact]
    public async Task Lost_connections_are_waited_out_at_doubling_intervals()
    {
        Func<CancellationToken, Task<HttpResponseMessage>> lost = _ => throw new HttpRequestException("reset");
        var server = new DeviceServer(lost, lost, DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([5, 15, 35], server.PolledAt);
    }

    [Fact]
    public async Task An_response_that_breaks_off_is_waited_out_like_a_lost_connection_whatever_its_status()
    {
        var broken = DeviceServer.Gives(() => new(System.Net.HttpStatusCode.BadRequest) { Content = new StreamContent(new BrokenStream("""{"error":"authorization_pen""")) });
        var server = new DeviceServer(broken, broken, DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([5, 15, 35], server.PolledAt);
    }

    [Fact]
    public async Task Timeouts_double_the_interval_which_counts_from_the_end_of_the_timeout()
    {
        var server = new DeviceServer(DeviceServer.Hangs, DeviceServer.Hangs, DeviceServer.Pending, DeviceServer.Tokens);
        server.Http.Timeout = TimeSpan.FromSeconds(30);

        await server.RunAsync();

        Assert.Equal([5, 5 + 30 + 10, 45 + 30 + 20, 95 + 5], server.PolledAt);
    }

    [Fact]
    public async Task A_slow_down_outlives_a_failure()
    {
        var down = DeviceServer.Gives(() => Response.With(Response.Html, 500, "text/html"));
        var server = new DeviceServer(DeviceServer.SlowDown, down, DeviceServer.Pending, DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([5, 5 + 10, 15 + 20, 35 + 10], server.PolledAt);
    }

    [Theory]
    [InlineData("expired_token", "Start again")]
    [InlineData("access_denied", "declined")]
    [InlineData("invalid_request", "Sign in again: the device code is not valid any more.")]
    [InlineData("invalid_grant", "Sign in again: the device code is not valid any more.")]
    [InlineData("something_new", "sign in again")]
    public async Task Any_other_code_ends_it_and_says_what_to_do(string code, string nextStep)
    {
        var server = new DeviceServer(DeviceServer.Pending, DeviceServer.Error(code));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(server.RunAsync);

        Assert.Equal([5, 10], server.PolledAt);
        Assert.Equal(code, failure.ErrorCode);
        Assert.Contains(nextStep, failure.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unapproved_code_expires_after_300_seconds_and_59_polls()
    {
        var server = new DeviceServer(DeviceServer.Pending);

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(server.RunAsync);

        Assert.Equal(Enumerable.Range(1, 59).Select(poll => poll * 5.0), server.PolledAt);
        Assert.Equal(Clock.Beginning.AddSeconds(300), server.Time.GetUtcNow());
        Assert.Equal("expired_token", failure.ErrorCode);
        Assert.Contains("Start again", failure.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_expires_without_any_response()
    {
        var server = new DeviceServer(DeviceServer.Hangs);
        server.Http.Timeout = TimeSpan.FromSeconds(30);

        await Assert.ThrowsAsync<SemrushAuthenticationException>(server.RunAsync);

        Assert.Equal([5, 45, 95, 165, 275], server.PolledAt);
        Assert.InRange(server.Time.GetUtcNow(), Clock.Beginning.AddSeconds(300), Clock.Beginning.AddSeconds(330));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","expires_in":0""")]
    [InlineData(""","expires_in":-300""")]
    [InlineData(""","expires_in":null""")]
    [InlineData(""","expires_in":[600]""")]
    [InlineData(",\"expires_in\":\"never\"")]
    public async Task Without_a_lifetime_a_code_lasts_300_seconds(string expiry)
    {
        var server = new DeviceServer(DeviceServer.Documented.Replace(""","expires_in":300""", expiry, StringComparison.Ordinal), DeviceServer.Pending);

        await Assert.ThrowsAsync<SemrushAuthenticationException>(server.RunAsync);

        Assert.Equal(Clock.Beginning.AddSeconds(300), server.Prompt.ExpiresAt);
        Assert.Equal(59, server.PolledAt.Count);
    }

    [Theory]
    [InlineData(9, new double[] { 9, 27, 63, 99, 135 })]
    [InlineData(24, new double[] { 24, 48, 72, 96, 120 })]
    public async Task A_wait_is_doubled_until_it_is_a_day(int interval, double[] polledAt)
    {
        var grant = DeviceServer.Documented.Replace(
            "\"expires_in\":300,\"interval\":5", FormattableString.Invariant($"\"expires_in\":864000,\"interval\":{interval * 3600}"), StringComparison.Ordinal);
        var down = DeviceServer.Error("server_error", 503);
        var server = new DeviceServer(grant, down, down, down, down, DeviceServer.Tokens);

        await server.Time.RunAsync(server.SignInAsync(The.Token), step: TimeSpan.FromHours(1));

        Assert.Equal(polledAt, server.PolledAt.Select(seconds => seconds / 3600));
    }

    [Fact]
    public async Task Absurd_numbers_of_the_server_are_survived()
    {
        var grant = DeviceServer.Documented.Replace("\"expires_in\":300", "\"expires_in\":9223372036854775807", StringComparison.Ordinal);
        var server = new DeviceServer(grant, DeviceServer.Gives(() => Response.Json("""{"error":"slow_down","interval":9223372036854775807}""", 400)));
        using var cancelled = new CancellationTokenSource();

        var signIn = server.SignInAsync(cancelled.Token);
        await server.Time.PassAsync(signIn, 1000);
        server.Time.Advance(TimeSpan.FromDays(200));
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn);
        Assert.Equal([5], server.PolledAt);
    }

    [Fact]
    public async Task Cancelling_between_two_polls_ends_it_at_once()
    {
        var server = new DeviceServer(DeviceServer.Pending);
        using var cancelled = new CancellationTokenSource();

        var signIn = server.SignInAsync(cancelled.Token);
        await server.Time.PassAsync(signIn, 12);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn);
        Assert.Equal([5, 10], server.PolledAt);
    }

    [Fact]
    public async Task Cancelling_during_a_poll_ends_it_at_once()
    {
        var server = new DeviceServer(DeviceServer.Hangs);
        using var cancelled = new CancellationTokenSource();

        var signIn = server.SignInAsync(cancelled.Token);
        await server.Time.PassAsync(signIn, 7);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn);
        Assert.Equal([5], server.PolledAt);
    }
}
