using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Semrush.Client.Tests.Diagnostics;

/// <summary>The span, the metrics and the log events of a call.</summary>
public sealed class CallTelemetryTests : IDisposable
{
    private const string Operation = "MapRankTracker.DeleteCampaign";

    private readonly FakeClock _clock = new();
    private readonly Listening _listening = new();

    private SemrushClientOptions Options => new SemrushClientOptions { ApiKey = The.ApiKey, RateLimit = { Enabled = false } }
        .UseTimeProvider(_clock).UseLoggerFactory(_listening);

    public void Dispose() => _listening.Dispose();

    [Fact]
    public async Task A_call_is_one_span_with_its_operation_route_server_status_and_request_id()
    {
        await CallAsync(Response.Json("""{"meta":{"success":true,"request_id":"req-1"}}"""));

        var span = _listening.Span;
        Assert.Equal((Operation, ActivityKind.Internal, ActivityStatusCode.Unset, _listening.Parent), (span.OperationName, span.Kind, span.Status, span.ParentSpanId));
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["semrush.operation"] = Operation,
                ["http.request.method"] = "DELETE",
                ["url.template"] = "campaigns/{campaignId}",
                ["server.address"] = "api.semrush.com",
                ["server.port"] = 443,
                ["http.response.status_code"] = 200,
                ["semrush.request_id"] = "req-1",
            },
            span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value));
        Assert.Empty(span.Events);
    }

    [Fact]
    public async Task A_retry_is_an_event_of_the_span_and_the_failure_its_status()
    {
        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => CallAsync(
            Response.Error(503).WithHeader("Retry-After", "7"),
            Response.Json("""{"meta":{"success":false,"request_id":"req-2"},"error":{"code":404}}""", 404)));

        var span = _listening.Span;
        Assert.Equal((ActivityStatusCode.Error, failure.Message), (span.Status, span.StatusDescription));
        Assert.Equal((404, "404", 1, "req-2"), (span.GetTagItem("http.response.status_code"), span.GetTagItem("error.type"), span.GetTagItem("http.request.resend_count"), span.GetTagItem("semrush.request_id")));
        var retry = Assert.Single(span.Events);
        Assert.Equal(("semrush.retry", "503", 7.0), (retry.Name, Tag(retry, "error.type"), Tag(retry, "semrush.retry.delay")));
    }

    [Fact]
    public async Task Status_and_request_id_are_those_of_the_last_request_and_absent_without_a_response()
    {
        var first = true;
        await Assert.ThrowsAsync<SemrushConnectionException>(() => CallAsync(StubHandler.Returning(_ =>
        {
            if (!first)
                throw new IOException("broken");
            first = false;
            return Response.Json("""{"meta":{"success":false,"request_id":"req-1"},"error":{"code":503}}""", 503);
        })));

        Assert.Equal(1, _listening.Span.GetTagItem("http.request.resend_count"));
        Assert.Equal((null, null), (_listening.Span.GetTagItem("http.response.status_code"), _listening.Span.GetTagItem("semrush.request_id")));
    }

    [Fact]
    public async Task Attempts_retries_and_durations_are_measured()
    {
        await CallAsync(Response.Error(503).WithHeader("Retry-After", "7"), Response.Error(429).WithHeader("Retry-After", "4"), Response.Empty(204));

        Assert.Equal(3, _listening.Measured("semrush.client.attempts").Sum(measured => measured.Value));
        Assert.Equal(["503", "429"], _listening.Measured("semrush.client.retries").Select(measured => measured.Tags["error.type"]));
        var (duration, tags) = Assert.Single(_listening.Measured("semrush.client.call.duration"));
        Assert.Equal((11.0, 204, false), (duration, tags["http.response.status_code"], tags.ContainsKey("error.type")));
    }

    [Fact]
    public async Task A_failure_is_measured_with_its_kind()
    {
        await Assert.ThrowsAsync<SemrushApiException>(() => CallAsync(Response.Error(400)));
        await Assert.ThrowsAsync<SemrushConnectionException>(() => CallAsync(new StubHandler(async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);
            return Response.Empty(204);
        })));
        await Assert.ThrowsAsync<SemrushConnectionException>(() => CallAsync(StubHandler.Failing(new IOException("broken"))));

        Assert.Equal(
            ["400", "timeout", typeof(SemrushConnectionException).FullName],
            _listening.Measured("semrush.client.call.duration").Select(measured => measured.Tags["error.type"]));
    }

    [Fact]
    public async Task Retries_are_logged_with_their_reason_and_wait()
    {
        await CallAsync(Response.Error(503).WithHeader("Retry-After", "7"), Response.Empty(204));

        Assert.Equal([(1, LogLevel.Information, $"{Operation} failed with 503 at attempt 1; retrying in 7000 ms.")], Logged());
    }

    [Fact]
    public async Task The_last_failure_is_not_logged()
    {
        var options = Options;
        options.Retry.MaxRetries = 1;
        options.TotalTimeout = TimeSpan.FromSeconds(6);
        using var client = The.Client(StubHandler.Returning(_ => Response.Error(503).WithHeader("Retry-After", "4")), options);

        await Assert.ThrowsAsync<SemrushApiException>(() => _clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)));

        Assert.Equal([1], Logged().Select(log => log.Id));
    }

    [Fact]
    public async Task A_wait_beyond_the_settings_is_logged_instead()
    {
        await Assert.ThrowsAsync<SemrushApiException>(() => CallAsync(Response.Error(503).WithHeader("Retry-After", "18000")));
        await Assert.ThrowsAsync<SemrushApiException>(() => CallAsync(StubHandler.Returning(_ => Response.Error(503).WithHeader("Retry-After", "110"))));

        Assert.Equal([4, 1, 1, 5], Logged().Select(log => log.Id));
        Assert.Contains("18000 s", _listening.Logs[0].Text, StringComparison.Ordinal);
        Assert.Contains("after 3 attempts", _listening.Logs[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wait_for_the_rate_limit_is_measured_and_logged()
    {
        var options = Options;
        (options.RateLimit.Enabled, options.RateLimit.RequestsPerSecond) = (true, 1);
        using var client = The.Client(StubHandler.Returning(Response.Empty(204), Response.Empty(204)), options);

        await _clock.RunAsync(Both());

        var (waited, _) = Assert.Single(_listening.Measured("semrush.client.limiter.wait.duration"));
        Assert.InRange(waited, 1, 2);
        Assert.Equal([(3, LogLevel.Debug, string.Create(CultureInfo.InvariantCulture, $"{Operation} waited {waited * 1000:F0} ms for the rate limit."))], Logged());

        async Task<bool> Both()
        {
            await client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token);
            await client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token);
            return true;
        }
    }

    private static object? Tag(ActivityEvent happening, string name) => happening.Tags.Single(tag => tag.Key == name).Value;

    private IEnumerable<(int Id, LogLevel, string)> Logged() => _listening.Logs.Select(log => (log.Id.Id, log.Level, log.Text));

    private Task CallAsync(params HttpResponseMessage[] responses) => CallAsync(StubHandler.Returning(responses));

    private async Task CallAsync(StubHandler stub)
    {
        using var client = The.Client(stub, Options);
        await _clock.RunAsync(Done());

        async Task<bool> Done()
        {
            await client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token);
            return true;
        }
    }
}
