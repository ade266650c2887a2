using System.Text.Json;

namespace Semrush.Client.Tests.Http;

/// <summary>Every shape in which Semrush has been seen to report an error.</summary>
public sealed class ErrorShapeTests
{
    [Fact]
    public async Task The_envelope_of_2024_names_the_rejected_fields()
    {
        var failure = await The.FailureFrom(Response.Payload("errors.field-violations", 400));

        Assert.Equal(("120200", "This was bad", "IAD-123ade456"), (failure.ErrorCode, failure.ErrorMessage, failure.RequestId));
        Assert.Equal([new FieldViolation("user_id", "user_id must be a number")], failure.FieldViolations);
        Assert.Equal(JsonValueKind.Array, failure.Details?.ValueKind);
        Assert.Equal(
            "Semrush responded to MapRankTracker.GetCampaign with 400 Bad Request: This was bad; user_id: user_id must be a number (code 120200) (request IAD-123ade456).",
            failure.Message);
    }

    [Fact]
    public async Task The_envelope_of_2022_has_a_description()
    {
        var empty = await The.FailureFrom(Response.Payload("errors.description-2022", 400));
        var filled = await The.FailureFrom(Response.Error(400, """{"code":1,"message":"Bad","description":"very bad"}"""));
        var alone = await The.FailureFrom(Response.Error(400, """{"description":"very bad"}"""));

        Assert.Equal(("120200", "This was bad", "IAD-123ade456"), (empty.ErrorCode, empty.ErrorMessage, empty.RequestId));
        Assert.Equal("Bad: very bad", filled.ErrorMessage);
        Assert.Equal("very bad", alone.ErrorMessage);
        Assert.Null(empty.Details);
        Assert.Empty(empty.FieldViolations);
    }

    [Fact]
    public async Task An_error_without_meta_is_read()
    {
        var failure = await The.FailureFrom(Response.Payload("errors.out-of-units-no-meta", 403));

        Assert.Equal(("403", "Forbidden: Not enough API units", null), (failure.ErrorCode, failure.ErrorMessage, failure.RequestId));
        Assert.Equal("Semrush responded to MapRankTracker.GetCampaign with 403 Forbidden: Forbidden: Not enough API units.", failure.Message);
    }

    [Fact]
    public async Task A_flat_object_of_the_issuer_is_read()
    {
        var failure = await The.FailureFrom(Response.Payload("app-center.jwt-token.error", 400));

        Assert.Equal(("JWT_PROCESSING_ERROR", "JWT processing error: JWT token is expired or issued at wrong date"), (failure.ErrorCode, failure.ErrorMessage));
    }

    [Theory]
    [InlineData("\"Token is expired\"", "Token is expired")]
    [InlineData("  \"Token is expired\"\n", "Token is expired")]
    [InlineData("\"\"", "")]
    public async Task A_bare_string_is_the_message(string body, string message)
        => Assert.Equal(message, (await The.FailureFrom(Response.Json(body, 400))).ErrorMessage);

    [Fact]
    public async Task The_legacy_Listing_form_is_read()
    {
        var failure = await The.FailureFrom(Response.Payload("errors.listing-legacy", 400));

        Assert.Equal(("VALIDATION_ERROR", "Invalid data provided.", "api-flb-fb27c729b51e658d4a4984716df00a77"), (failure.ErrorCode, failure.ErrorMessage, failure.RequestId));
        Assert.Equal([new FieldViolation("holidayHours.times", "Operation hours shouldn't be set.")], failure.FieldViolations);
    }

    [Theory]
    [InlineData("""{"field_violations":[{"field":"a","description":"b"}]}""")]
    [InlineData("""{"message":{"field_violations":[{"field":"a","description":"b"}]}}""")]
    [InlineData("""[{"message":"odd","field_violations":[{"field":"a","description":"b"}]}]""")]
    [InlineData("""[{"field":"a","message":"b"},{"message":"no field"},7,null,"text",[]]""")]
    [InlineData("""[{"message":{"field_violations":[null,7,{"description":"no field"},{"field":"a","description":"b"}]}}]""")]
    public async Task Details_name_the_fields_in_every_arrangement(string details)
    {
        var failure = await The.FailureFrom(Response.Error(400, $$"""{"details":{{details}}}"""));

        Assert.Equal([new FieldViolation("a", "b")], failure.FieldViolations);
        Assert.Equal(details, failure.Details?.GetRawText());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    public async Task Details_without_fields_are_kept(string details)
    {
        var failure = await The.FailureFrom(Response.Error(400, $$"""{"details":{{details}}}"""));

        Assert.Empty(failure.FieldViolations);
        Assert.Equal(details, failure.Details?.GetRawText());
    }

    [Theory]
    [InlineData(Response.Html, "text/html")]
    [InlineData("", "application/json")]
    [InlineData("Service unavailable", "text/plain")]
    [InlineData("""{"meta":{"success":false},"error":{"code":4""", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("{}", "application/json")]
    [InlineData("""{"error":null}""", "application/json")]
    [InlineData("""{"error":[1]}""", "application/json")]
    [InlineData("""{"meta":7,"error":{"code":{},"message":[],"details":null,"retryable":"no"}}""", "application/json")]
    public async Task A_body_without_an_error_leaves_the_status_and_the_body(string body, string contentType)
    {
        var failure = await The.FailureFrom(Response.With(body, 502, contentType));

        Assert.Equal("Semrush responded to MapRankTracker.GetCampaign with 502 Bad Gateway.", failure.Message);
        Assert.Equal((null, null, null), (failure.ErrorCode, failure.ErrorMessage, failure.RequestId));
        Assert.Equal(body, failure.RawBody);
        Assert.Null(failure.Details);
        Assert.Empty(failure.FieldViolations);
        Assert.True(failure.IsRetryable);
    }

    // RFC 9457, ASP.NET, Laravel, FastAPI, JSON:API, GraphQL, Spring.
    [Theory]
    [InlineData("""{"type":"about:blank","title":"Out of credit","status":403,"detail":"Your balance is 30."}""", null, "Out of credit: Your balance is 30.")]
    [InlineData("""{"title":"Out of credit","code":"OUT_OF_CREDIT"}""", "OUT_OF_CREDIT", "Out of credit")]
    [InlineData("""{"detail":"Not authenticated"}""", null, "Not authenticated")]
    [InlineData("""{"detail":{"code":"quota","message":"No units left"}}""", "quota", "No units left")]
    [InlineData("""{"detail":["Too many points","Too few keywords"]}""", null, "Too many points; Too few keywords")]
    [InlineData("""{"errors":["Too many points","Too few keywords"]}""", null, "Too many points; Too few keywords")]
    [InlineData("""{"errors":[{"code":"E1","message":"Too many points"},{"code":"E2","detail":"Too few keywords"},{"title":"Bad"},null,7]}""", "E1", "Too many points; Too few keywords; Bad")]
    [InlineData("""{"title":"Bad","description":"Too many points","detail":"Too few keywords"}""", null, "Bad: Too many points")]
    [InlineData("""{"message":"Bad","errors":["Too many points"]}""", null, "Bad: Too many points")]
    [InlineData("""{"message":"Bad","description":"","errors":["Too many points","Too few keywords"]}""", null, "Bad: Too many points; Too few keywords")]
    [InlineData("""{"error":{"code":403,"message":"Bad","errors":[{"reason":"r","message":"Too many points"}]}}""", "403", "Bad: Too many points")]
    [InlineData("""{"error":[{"code":"E1","message":"Too many points"}]}""", "E1", "Too many points")]
    [InlineData("""[{"code":"E1","message":"Too many points"}]""", "E1", "Too many points")]
    [InlineData("""{"status":404,"error":"Not Found","message":"No such campaign","path":"/x"}""", null, "Not Found: No such campaign")]
    [InlineData("""{"error":{"message":"Pizza \ud83d","code":"\ud83d"}}""", "\ufffd", "Pizza \ufffd")]
    public async Task Errors_of_other_frameworks_are_in_the_message(string body, string? code, string message)
    {
        var failure = await The.FailureFrom(Response.With(body, 400, "application/problem+json"));

        Assert.Equal((code, message), (failure.ErrorCode, failure.ErrorMessage));
        Assert.Contains(message.TrimEnd('.'), failure.Message, StringComparison.Ordinal);
        Assert.Empty(failure.FieldViolations);
    }

    [Theory]
    [InlineData("""{"detail":[{"loc":["body","points",0],"msg":"too far","type":"value_error"}]}""", null, "body.points.0")]
    [InlineData("""{"title":"Invalid","status":400,"errors":{"points":["too far"]}}""", "Invalid", "points")]
    [InlineData("""{"message":"Invalid","errors":{"points":"too far"}}""", "Invalid", "points")]
    [InlineData("""{"title":"Invalid","errors":[{"detail":"too far","pointer":"#/points"}]}""", "Invalid", "#/points")]
    [InlineData("""{"errors":[{"title":"Invalid","detail":"too far","source":{"pointer":"/data/points"}}]}""", null, "/data/points")]
    [InlineData("""{"errors":[{"title":"Invalid","detail":"too far","source":{"parameter":"points"}}]}""", null, "points")]
    [InlineData("""{"errors":[{"field":"points","message":"too far"},"Invalid"]}""", "Invalid", "points")]
    public async Task Other_frameworks_name_the_rejected_fields(string body, string? message, string field)
    {
        var failure = await The.FailureFrom(Response.Json(body, 422));

        Assert.Equal(message, failure.ErrorMessage);
        Assert.Equal([new FieldViolation(field, "too far")], failure.FieldViolations);
        Assert.NotNull(failure.Details);
        Assert.Contains($"; {field}: too far", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"true\"", 403, true)]
    [InlineData("1", 403, true)]
    [InlineData("\"1\"", 403, true)]
    [InlineData("\"False\"", 502, false)]
    [InlineData("0", 502, false)]
    [InlineData("\"no\"", 502, true)] // no boolean: the status decides
    [InlineData("\"no\"", 403, false)]
    public async Task Whether_an_error_is_retryable_is_read_as_a_boolean_of_a_result_is(string retryable, int status, bool expected)
        => Assert.Equal(expected, (await The.FailureFrom(Response.Error(status, $$"""{"retryable":{{retryable}} }"""))).IsRetryable);

    [Theory]
    [InlineData("""{"error":{"code":1},"request_id":"r"}""")]
    [InlineData("""{"error":{"code":1},"meta":{"requestId":"r"}}""")]
    [InlineData("""{"title":"Bad","traceId":"r"}""")]
    public async Task The_identifier_of_the_request_is_found_wherever_it_is(string body)
        => Assert.Equal("r", (await The.FailureFrom(Response.Json(body, 400))).RequestId);

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("""{"error":{"code":"\ud800","message":"Bad"}}""")]
    [InlineData("""{"\ud800":1,"error":{"message":"\udc00 bad"}}""")]
    [InlineData("""{"meta":{"\ud800":1,"request_id":"\ud800"}}""")]
    [InlineData("""{"error":{"details":[{"field":"\ud800","message":"x"}]}}""")]
    public async Task A_text_that_is_not_Unicode_is_a_failure_of_the_family(string body)
    {
        Assert.Equal(502, (await The.FailureFrom(Response.Json(body, 502))).ResponseStatusCode);
        Assert.Equal(200, (await The.FailureFrom(Response.Json(body))).ResponseStatusCode);
    }

    [Fact]
    public async Task A_body_in_another_charset_is_read_but_for_its_odd_characters()
    {
        var body = System.Text.Encoding.Latin1.GetBytes("""{"error":{"code":7,"message":"Größe","details":[{"field":"größe","message":"zu groß"}]}}""");

        var failure = await The.FailureFrom(new(System.Net.HttpStatusCode.BadRequest) { Content = new ByteArrayContent(body) });

        Assert.Equal(("7", "Gr\ufffd\ufffde"), (failure.ErrorCode, failure.ErrorMessage));
        Assert.Contains("zu gro", failure.Details?.GetRawText(), StringComparison.Ordinal);
    }
}
