using System.Globalization;
using System.Net;
using Microsoft.Kiota.Abstractions;

namespace Semrush.Client.Tests.Http;

/// <summary>What a failure contains of its response.</summary>
public sealed class SemrushApiExceptionTests
{
    [Fact]
    public async Task A_failure_is_an_ApiException_of_Kiota_with_status_and_headers()
    {
        ApiException failure = await The.FailureFrom(Response.Error(403).WithHeader("X-Trace", "t-1"));

        Assert.Equal(403, failure.ResponseStatusCode);
        Assert.Equal(["t-1"], failure.ResponseHeaders["x-trace"]);
        Assert.Contains("Content-Type", failure.ResponseHeaders.Keys);
    }

    [Fact]
    public async Task A_failure_has_operation_and_status()
    {
        var failure = await The.FailureFrom(Response.Error(404));

        Assert.Equal(("MapRankTracker.GetCampaign", HttpStatusCode.NotFound), (failure.Operation, failure.StatusCode));
    }

    [Theory]
    [InlineData(404, 404)]
    [InlineData(null, 0)]
    public void A_failure_that_a_test_makes_has_one_status_in_both_forms(int? given, int status)
    {
        var failure = new SemrushApiException("It failed.") { StatusCode = (HttpStatusCode?)given };

        Assert.Equal((given, status), ((int?)failure.StatusCode, failure.ResponseStatusCode));
    }

    [Theory]
    [InlineData("Set-Cookie", "session=canary")]
    [InlineData("Location", "https://evil.example/?code=canary")]
    [InlineData("Authorization", "Apikey canary")]
    public async Task A_header_that_may_contain_a_credential_is_not_kept(string name, string value)
    {
        var failure = await The.FailureFrom(Response.Error(403).WithHeader(name, value));

        Assert.DoesNotContain(name, failure.ResponseHeaders.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(300, "Redirect, which is not followed")]
    [InlineData(399, "Redirect, which is not followed")]
    [InlineData(400, "Bad Request")]
    [InlineData(401, "Unauthorized")]
    [InlineData(403, "Forbidden")]
    [InlineData(404, "Not Found")]
    [InlineData(409, "Conflict")]
    [InlineData(413, "Request Entity Too Large")]
    [InlineData(422, "Unprocessable Content")]
    [InlineData(429, "Too Many Requests")]
    [InlineData(499, "Client Closed Request")]
    [InlineData(500, "Internal Server Error")]
    [InlineData(501, "Not Implemented")]
    [InlineData(502, "Bad Gateway")]
    [InlineData(503, "Service Unavailable")]
    [InlineData(504, "Gateway Timeout")]
    [InlineData(550, "Internal Server Error")]
    [InlineData(551, "Not Implemented")]
    [InlineData(553, "Service Unavailable")]
    [InlineData(554, "Gateway Timeout")]
    public async Task A_status_has_a_name(int status, string name)
        => Assert.StartsWith($"Semrush responded to MapRankTracker.GetCampaign with {status} {name}.", (await The.FailureFrom(Response.Error(status))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_status_without_a_name_stands_alone()
        => Assert.Equal("Semrush responded to MapRankTracker.GetCampaign with 520.", (await The.FailureFrom(Response.Error(520))).Message);

    [Theory]
    [InlineData("""{"retryable":true}""", 403, true)]
    [InlineData("""{"retryable":false}""", 503, false)]
    [InlineData("""{"retryable":null}""", 503, true)]
    [InlineData("""{"retryable":"yes"}""", 403, false)]
    [InlineData("{}", 503, true)]
    [InlineData("{}", 403, false)]
    public async Task The_member_retryable_decides_about_another_attempt(string error, int status, bool expected)
        => Assert.Equal(expected, (await The.FailureFrom(Response.Error(status, error))).IsRetryable);

    [Fact]
    public async Task A_call_that_spends_credits_is_never_retryable()
    {
        using var client = The.Client(StubHandler.Returning(Response.Error(503, """{"retryable":true}""")));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.CollectCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.False(failure.IsRetryable);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("62", 62)]
    [InlineData("18000", 18000)]
    [InlineData("Fri, 05 Jul 2024 12:40:24 GMT", 62)]
    [InlineData("Fri, 05 Jul 2024 17:39:22 GMT", 18000)]
    [InlineData("Friday, 05-Jul-24 12:40:24 GMT", 62)]
    [InlineData("Fri, 05 Jul 2024 12:39:21 GMT", 0)]
    [InlineData("Mon, 01 Jan 1990 00:00:00 GMT", 0)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999", int.MaxValue)]
    public async Task RetryAfter_is_read_in_seconds_or_as_a_date(string header, int? seconds)
    {
        var time = new FakeClock(new DateTimeOffset(2024, 7, 5, 14, 39, 22, TimeSpan.FromHours(2)));

        var failure = await The.FailureFrom(Response.Error(429).WithHeader("Retry-After", header), The.Options.UseTimeProvider(time));

        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, failure.RetryAfter);
    }

    [Fact]
    public async Task Without_the_header_there_is_no_wait() => Assert.Null((await The.FailureFrom(Response.Error(429))).RetryAfter);

    [Theory]
    [InlineData(65_535, 65_535)]
    [InlineData(65_536, 65_536)]
    [InlineData(65_537, 65_536)]
    [InlineData(1_000_000, 65_536)]
    public async Task The_raw_body_is_bounded(int length, int kept)
        => Assert.Equal(new string('x', kept), (await The.FailureFrom(Response.With(new('x', length), 500))).RawBody);

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    public async Task A_body_of_unknown_length_is_read_up_to_the_limit(int length)
    {
        using var content = new StreamContent(new Unsized(length));

        Assert.Equal(new string('x', Math.Min(length, 65_536)), (await The.FailureFrom(new(HttpStatusCode.InternalServerError) { Content = content })).RawBody);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(long.MaxValue)]
    public async Task A_wrong_length_in_the_headers_changes_nothing(long length)
    {
        using var content = new StreamContent(new Unsized(3)) { Headers = { ContentLength = length } };

        Assert.Equal("xxx", (await The.FailureFrom(new(HttpStatusCode.InternalServerError) { Content = content })).RawBody);
    }

    [Fact]
    public async Task The_message_is_bounded()
    {
        var text = new string('x', 5000);
        var many = string.Join(',', Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"field":"f{{i}}","message":"wrong"}""")));

        var failure = await The.FailureFrom(Response.Error(400, $$"""{"message":"{{text}}","details":[{{many}}]}"""));

        Assert.Equal((text, 500), (failure.ErrorMessage, failure.FieldViolations.Count));
        Assert.InRange(failure.Message.Length, 1000, 4000);
    }

    /// <summary>So many characters, a few at a time.</summary>
    private sealed class Unsized(int length) : ReadOnlyStream
    {
        private int _position;

        protected override int Fill(Span<byte> buffer)
        {
            var count = Math.Min(Math.Min(buffer.Length, 7), length - _position);
            buffer[..count].Fill((byte)'x');
            _position += count;
            return count;
        }
    }
}
