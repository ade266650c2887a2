using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Semrush.Client.Testing;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class ResponseFaultTests : EmulatorTest
{
    [Fact]
    public async Task A_broken_body_breaks_off_in_the_middle()
    {
        Emulator.FailNext(Fault.BrokenBody());

        var thrown = await Assert.ThrowsAnyAsync<SemrushApiException>(() => Tracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.IsAssignableFrom<JsonException>(thrown.InnerException);
        Assert.StartsWith("{\"meta\":", thrown.RawBody, StringComparison.Ordinal);
        Assert.Equal(200, (int)thrown.StatusCode!);
    }

    [Fact]
    public async Task A_malformed_chunk_is_no_response()
    {
        Emulator.FailNext(Fault.MalformedChunk());

        var thrown = await Assert.ThrowsAnyAsync<SemrushApiException>(() => Tracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.Equal("MapRankTracker.GetUserLimits", thrown.Operation);
    }

    [Fact]
    public async Task An_empty_response_has_a_status_and_nothing_else()
    {
        Emulator.FailNext(Fault.EmptyResponse());

        var thrown = await Assert.ThrowsAnyAsync<SemrushApiException>(() => Tracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.Equal((200, ""), ((int)thrown.StatusCode!, thrown.RawBody));
    }

    [Theory]
    [InlineData(1.0, 1)]
    [InlineData(1.2, 2)]
    [InlineData(0, 0)]
    [InlineData(3600, 3600)]
    public async Task A_delay_before_the_next_try_is_given_in_whole_seconds(double seconds, int given)
    {
        Emulator.FailNext(Fault.RetryAfter(429, TimeSpan.FromSeconds(seconds)));

        var thrown = await Assert.ThrowsAsync<SemrushApiException>(() => Tracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.Equal((429, TimeSpan.FromSeconds(given), true), ((int)thrown.StatusCode!, thrown.RetryAfter!.Value, thrown.IsRetryable));
    }

    [Theory]
    [InlineData(90, 90)]
    [InlineData(-90, 0)]
    public async Task A_date_of_the_next_try_is_seen_as_the_time_until_then(int seconds, int left)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 5, 1, 12, 0, 0, TimeSpan.FromHours(2)));
        var options = new SemrushClientOptions { Retry = { MaxRetries = 0 } }.UseTimeProvider(clock);
        Emulator.Configure(options);
        using var client = new SemrushClient(options);
        Emulator.FailNext(Fault.RetryAfter(503, clock.GetUtcNow().AddSeconds(seconds)));

        var thrown = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.Equal((503, TimeSpan.FromSeconds(left)), ((int)thrown.StatusCode!, thrown.RetryAfter!.Value));
    }

    [Fact]
    public async Task A_stub_of_the_user_takes_precedence()
    {
        Emulator.Server.Given(Request.Create().WithPath("/*/limits").UsingGet()).RespondWith(Response.Create().WithStatusCode(418).WithBody("teapot"));
        Emulator.FailNext(Fault.Status(550));

        var thrown = await Assert.ThrowsAsync<SemrushApiException>(() => Tracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.Equal((418, "teapot"), ((int)thrown.StatusCode!, thrown.RawBody));
        Assert.Empty(Emulator.Calls);
        Assert.Equal(550, (await Raw.GetAsync("campaigns")).Status);
    }
}
