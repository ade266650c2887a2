using System.Net;

namespace Semrush.Client.Tests.Http;

/// <summary>A success status with a response that the contract does not have is a failure.</summary>
public sealed class UnexpectedResponseTests
{
    [Theory]
    [InlineData("""{"meta":{"success":false,"request_id":"r-1"},"error":{"code":120200,"message":"This was bad"}}""")]
    [InlineData("""{"meta":{"success":false,"request_id":"r-1"},"error":{"code":120200,"message":"This was bad"},"data":null}""")]
    [InlineData("""{"meta":{"success":false,"request_id":"r-1"},"error":{"code":120200,"message":"This was bad"},"data":[]}""")]
    [InlineData("""{"meta":{"success":false,"request_id":"r-1"},"error":{"code":120200,"message":"This was bad"},"data":""}""")]
    public async Task A_200_that_reports_a_failure_is_that_failure(string body)
    {
        var failure = await The.FailureFrom(Response.Json(body));

        Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
        Assert.Equal(("120200", "This was bad", "r-1"), (failure.ErrorCode, failure.ErrorMessage, failure.RequestId));
        Assert.False(failure.IsRetryable);
    }

    [Fact]
    public async Task A_200_that_reports_a_failure_is_one_without_data_and_without_envelope()
    {
        const string body = """{ "meta" : { "success" : false }, "error" : { "message" : "no" } }""";
        using var client = The.Client(StubHandler.Returning(Response.Json(body), Response.Json(body, 201)));

        var deleted = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));
        var started = await Assert.ThrowsAsync<SemrushApiException>(() => client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: The.Token));

        Assert.Equal(("no", "no"), (deleted.ErrorMessage, started.ErrorMessage));
    }

    [Fact]
    public async Task A_failure_without_meta_keeps_its_code_and_message_with_status_200()
    {
        using var client = The.Client(StubHandler.Returning(_ => Response.Payload("errors.out-of-units-no-meta")));

        var failures = new[]
        {
            await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token)),
            await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token)),
            await Assert.ThrowsAsync<SemrushApiException>(() => client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: The.Token)),
        };

        Assert.All(failures, failure =>
        {
            Assert.Equal((HttpStatusCode.OK, "403", "Forbidden: Not enough API units"), (failure.StatusCode, failure.ErrorCode, failure.ErrorMessage));
            Assert.Equal($"Semrush responded to {failure.Operation} with 200, but reports a failure: Forbidden: Not enough API units (code 403).", failure.Message);
        });
    }

    [Theory]
    [InlineData("invalid_grant")]
    [InlineData("authorization_pending")]
    [InlineData("slow_down")]
    public async Task An_OAuth_error_is_the_same_with_status_200_and_with_400(string code)
    {
        var body = $$"""{"error":"{{code}}","error_description":"No.","access_token":"AT","interval":"7"}""";
        using var client = The.Client(StubHandler.Returning(Response.Json(body), Response.Json(body, 400)));
        Task CallAsync() => client.OAuth.CreateAccessTokenAsync(
            new() { GrantType = OAuth.GrantType.RefreshToken, ClientId = "id", ClientSecret = "own", RefreshToken = "d" }, cancellationToken: The.Token);

        var first = await Assert.ThrowsAsync<SemrushAuthenticationException>(CallAsync);
        var second = await Assert.ThrowsAsync<SemrushAuthenticationException>(CallAsync);

        Assert.Equal((code, "No."), (first.ErrorCode, first.ErrorMessage));
        Assert.Equal((second.ErrorCode, second.ErrorMessage, second.NextStep), (first.ErrorCode, first.ErrorMessage, first.NextStep));
    }

    [Theory]
    [InlineData("""{"meta":{"success":false,"request_id":"r-1"}}""")]
    [InlineData("""{"meta":{"success":false,"request_id":"r-1"},"data":{"id":"c"}}""")]
    [InlineData("""{"data":{"id":"c"},"meta":{"success":"False","request_id":"r-1"},"error":null}""")]
    public async Task A_failure_without_an_error_states_that(string body)
        => Assert.Equal("Semrush responded to MapRankTracker.GetCampaign with 200, but with success: false and without an error (request r-1).", (await The.FailureFrom(Response.Json(body))).Message);

    [Theory]
    [InlineData("""{"errors":[{"message":"No units"}]}""", "No units")]
    [InlineData("""{"data":{"id":"c"},"error":{"message":"No units"}}""", "No units")]
    [InlineData("""{"meta":{"success":true},"error":{"message":"No units"}}""", "No units")]
    [InlineData("""{"meta":{"success":true},"data":null,"error":"No units"}""", "No units")]
    public async Task An_error_in_place_of_the_data_is_the_failure(string body, string message)
        => Assert.Equal(message, (await The.FailureFrom(Response.Json(body))).ErrorMessage);

    [Theory]
    [InlineData("""{"meta":{"success":true},"data":{"id":"c"},"error":{"message":"A warning"}}""")]
    [InlineData("""{"data":{"id":"c"},"error":{}}""")]
    [InlineData("""{"data":{"id":"c"},"error":[],"errors":{}}""")]
    [InlineData("""{"data":{"id":"c"},"error":"","errors":0}""")]
    [InlineData("""{"data":{"id":"c","error":{"message":"of the campaign"}},"error":false}""")]
    public async Task An_empty_error_beside_the_data_is_no_failure(string body)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(body)));

        Assert.Equal("c", (await client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token)).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData(" \n")]
    [InlineData("""{"meta":{"success":true}}""")]
    public async Task A_200_without_data_is_a_failure(string body)
    {
        var failure = await The.FailureFrom(Response.Json(body));

        Assert.Equal("Semrush responded to MapRankTracker.GetCampaign with 200, but without the data that its contract promises.", failure.Message);
        Assert.Equal(body, failure.RawBody);
        Assert.False(failure.IsRetryable);
    }

    [Theory]
    [InlineData("""{"meta":{"success":true},"data":null}""", "$.data", "an object", "null")]
    [InlineData("""{"meta":{"success":true},"data":[]}""", "$.data", "an object", "a list")]
    [InlineData("""{"meta":{"success":true},"data":"text"}""", "$.data", "an object", "a string")]
    [InlineData("""{"meta":{"success":true},"data":{}}""", "$.data.id", "a string", "nothing")]
    [InlineData("""{"meta":[],"data":{"id":["c"],"name":"N"}}""", "$.data.id", "a string", "a list")]
    [InlineData("""{"data":{"name":"N","id":null}}""", "$.data.id", "a string", "null")]
    [InlineData("[1,2]", "$", "an object", "a list")]
    [InlineData("7", "$", "an object", "a number")]
    public async Task The_message_about_an_unreadable_200_has_its_path_and_both_forms(string body, string path, string expected, string found)
    {
        var failure = await The.FailureFrom(Response.Json(body));

        Assert.Equal($"Semrush responded to MapRankTracker.GetCampaign with 200, but {path} is not of its documented form: {expected} was expected, and {found} was found.", failure.Message);
        Assert.Equal(body, failure.RawBody);
        Assert.Null(failure.InnerException);
    }

    [Theory]
    [InlineData("""{"meta":{"success":true},"data":{"name":"Pav""", "with JSON that is malformed at $.data.name")]
    [InlineData("""{"meta":{"success":true},"data":{"keywords":[{"id":"1"},{"id":2 3}]}}""", "with JSON that is malformed at $.data.keywords[1].id")]
    [InlineData("""{"meta":{"success":true},"data":{}} trailing""", "with a body that is not JSON")]
    [InlineData(Response.Html, "with a body that is not JSON")]
    public async Task The_message_about_malformed_JSON_has_its_path(string body, string how)
    {
        var failure = await The.FailureFrom(Response.Json(body));

        Assert.Equal($"Semrush responded to MapRankTracker.GetCampaign with 200, but {how}.", failure.Message);
        Assert.Equal(body, failure.RawBody);
        Assert.IsType<System.Text.Json.JsonException>(failure.InnerException);
    }

    [Fact]
    public async Task An_operation_without_an_envelope_needs_a_body()
    {
        using var client = The.Client(StubHandler.Returning(Response.Empty(200)));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: The.Token));

        Assert.EndsWith("but without a body.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_not_read_to_its_end()
    {
        using var endless = new EndlessContent();

        var failure = await The.FailureFrom(new(HttpStatusCode.OK) { Content = endless });

        Assert.EndsWith("but with more than 67,108,864 bytes.", failure.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Given, 64 * 1024 * 1024, 192 * 1024 * 1024);
        Assert.Equal(64 * 1024, failure.RawBody!.Length);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_reported_and_not_followed(int status)
    {
        var stub = StubHandler.Returning(Response.Empty(status).WithHeader("Location", "https://evil.example/?code=canary"));
        using var client = The.Client(stub);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Contains("Redirect, which is not followed", failure.Message, StringComparison.Ordinal);
        Assert.Equal(status, failure.ResponseStatusCode);
        Assert.Single(stub.Requests);
        Assert.DoesNotContain("Location", failure.ResponseHeaders.Keys);
    }

    private sealed class EndlessContent : HttpContent
    {
        public long Given { get; private set; }

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new Endless(this));

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new InvalidOperationException("The body is not to be buffered.");

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private sealed class Endless(EndlessContent owner) : ReadOnlyStream
        {
            protected override int Fill(Span<byte> buffer)
            {
                buffer.Fill((byte)' ');
                owner.Given += buffer.Length;
                return buffer.Length;
            }
        }
    }
}
