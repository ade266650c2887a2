using System.Text.Json;
using Semrush.Client.Http;

namespace Semrush.Client.Tests.Http;

/// <summary>Every shape in which Semrush has been seen to report an error.</summary>
public sealed class ErrorShapeTests
{
    [Fact]
    public async Task The_envelope_of_2024_names_the_refused_fields()
    {
        var failure = await The.FailureFrom(Answer.Payload("errors.field-violations", 400));

        Assert.Equal(("120200", "This was bad", "IAD-123ade456"), (failure.ErrorCode, failure.ErrorMessage, failure.RequestId));
        Assert.Equal([new FieldViolation("user_id", "user_id must be a number")], failure.FieldViolations);
        Assert.Equal(JsonValueKind.Array, failure.Details?.ValueKind);
        Assert.Equal(
            "Semrush answered MapRankTracker.GetCampaign with 400 Bad Request: This was bad; user_id: user_id must be a number (code 120200) (request IAD-123ade456).",
            failure.Message);
    }

    [Fact]
    public async Task The_envelope_of_2022_has_a_description()
    {
        var empty = await The.FailureFrom(Answer.Payload("errors.description-2022", 400));
        var filled = await The.FailureFrom(Answer.Error(400, """{"code":1,"message":"Bad","description":"very bad"}"""));
        var alone = await The.FailureFrom(Answer.Error(400, """{"description":"very bad"}"""));

        Assert.Equal(("120200", "This was bad", "IAD-123ade456"), (empty.ErrorCode, empty.ErrorMessage, empty.RequestId));
        Assert.Equal("Bad: very bad", filled.ErrorMessage);
        Assert.Equal("very bad", alone.ErrorMessage);
        Assert.Null(empty.Details);
        Assert.Empty(empty.FieldViolations);
    }

    [Fact]
    public async Task An_error_without_meta_is_read()
    {
        var failure = await The.FailureFrom(Answer.Payload("errors.out-of-units-no-meta", 403));

        Assert.Equal(("403", "Forbidden: Not enough API units", null), (failure.ErrorCode, failure.ErrorMessage, failure.RequestId));
        Assert.Equal("Semrush answered MapRankTracker.GetCampaign with 403 Forbidden: Forbidden: Not enough API units.", failure.Message);
    }

    [Fact]
    public async Task A_flat_object_of_the_issuer_is_read()
    {
        var failure = await The.FailureFrom(Answer.Payload("app-center.jwt-token.error", 400));

        Assert.Equal(("JWT_PROCESSING_ERROR", "JWT processing error: JWT token is expired or issued at wrong date"), (failure.ErrorCode, failure.ErrorMessage));
    }

    [Theory]
    [InlineData("\"Token is expired\"", "Token is expired")]
    [InlineData("  \"Token is expired\"\n", "Token is expired")]
    [InlineData("\"\"", "")]
    public async Task A_bare_string_is_the_message(string body, string message)
        => Assert.Equal(message, (await The.FailureFrom(Answer.Json(body, 400))).ErrorMessage);

    [Fact]
    public async Task The_legacy_Listing_form_is_read()
    {
        var failure = await The.FailureFrom(Answer.Payload("errors.listing-legacy", 400));

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
        var failure = await The.FailureFrom(Answer.Error(400, $$"""{"details":{{details}}}"""));

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
        var failure = await The.FailureFrom(Answer.Error(400, $$"""{"details":{{details}}}"""));

        Assert.Empty(failure.FieldViolations);
        Assert.Equal(details, failure.Details?.GetRawText());
    }

    [Theory]
    [InlineData(Answer.Html, "text/html")]
    [InlineData("", "application/json")]
    [InlineData("Service unavailable", "text/plain")]
    [InlineData("""{"meta":{"success":false},"error":{"code":4""", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("{}", "application/json")]
    [InlineData("""{"error":null}""", "application/json")]
    [InlineData("""{"error":[1]}""", "application/json")]
    [InlineData("""{"meta":7,"error":{"code":{},"message":[],"details":null,"retryable":"no"}}""", "application/json")]
    public async Task A_body_that_says_nothing_leaves_the_status_and_the_body(string body, string contentType)
    {
        var failure = await The.FailureFrom(Answer.With(body, 502, contentType));

        Assert.Equal("Semrush answered MapRankTracker.GetCampaign with 502 Bad Gateway.", failure.Message);
        Assert.Equal((null, null, null), (failure.ErrorCode, failure.ErrorMessage, failure.RequestId));
        Assert.Equal(body, failure.RawBody);
        Assert.Null(failure.Details);
        Assert.Empty(failure.FieldViolations);
        Assert.True(failure.IsRetryable);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("""{"error":{"code":"\ud800","message":"Bad"}}""")]
    [InlineData("""{"\ud800":1,"error":{"message":"\udc00 bad"}}""")]
    [InlineData("""{"meta":{"\ud800":1,"request_id":"\ud800"}}""")]
    [InlineData("""{"error":{"details":[{"field":"\ud800","message":"x"}]}}""")]
    public async Task A_text_that_is_not_Unicode_is_a_failure_of_the_family_too(string body)
    {
        Assert.Equal(502, (await The.FailureFrom(Answer.Json(body, 502))).ResponseStatusCode);
        Assert.Equal(200, (await The.FailureFrom(Answer.Json(body))).ResponseStatusCode);
    }

    [Fact]
    public async Task A_body_in_another_charset_still_says_what_it_says()
    {
        var body = System.Text.Encoding.Latin1.GetBytes("""{"error":{"code":7,"message":"Größe","details":[{"field":"größe","message":"zu groß"}]}}""");

        var failure = await The.FailureFrom(new(System.Net.HttpStatusCode.BadRequest) { Content = new ByteArrayContent(body) });

        Assert.Equal(("7", "Gr\ufffd\ufffde"), (failure.ErrorCode, failure.ErrorMessage));
        Assert.Contains("zu gro", failure.Details?.GetRawText(), StringComparison.Ordinal);
    }
}
