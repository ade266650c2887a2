using System.Net;
using System.Text.Json.Nodes;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AppCenter;

public sealed class IssuerExceptionTests
{
    private const string Prefix = "JWT processing error: ";

    /// <summary>The six documented messages: the reason, and a word of what to do.</summary>
    public static TheoryData<string, AppCenterIssuerError, string> Documented => new()
    {
        { "Invalid request body", AppCenterIssuerError.InvalidRequestBody, "proxy" },
        { "No jwt data in request body", AppCenterIssuerError.NoJwt, "proxy" },
        { "Incorrect JWT", AppCenterIssuerError.IncorrectJwt, "AppSecret" },
        { "Invalid app id", AppCenterIssuerError.InvalidAppId, "AppId" },
        { "App not found", AppCenterIssuerError.AppNotFound, "AppId" },
        { "JWT token is expired or issued at wrong date", AppCenterIssuerError.WrongDate, "clock" },
    };

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task A_documented_message_is_a_reason_with_a_next_step(string message, AppCenterIssuerError reason, string step)
    {
        var error = new JsonObject { ["message"] = Prefix + message, ["message_code"] = "JWT_PROCESSING_ERROR", ["code"] = 400 };

        var refusal = await Refusal(Response.Json(error.ToJsonString(), 400));

        Assert.Equal((reason, HttpStatusCode.BadRequest, "JWT_PROCESSING_ERROR", false), (refusal.Reason, refusal.StatusCode, refusal.ErrorCode, refusal.IsRetryable));
        Assert.Contains(step, refusal.NextStep, StringComparison.Ordinal);
        Assert.Equal($"Semrush responded to AppCenter.CreateBearerToken with 400 Bad Request: {Prefix}{message} (code JWT_PROCESSING_ERROR). {refusal.NextStep}", refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task The_same_as_a_bare_string_is_the_same_reason(string message, AppCenterIssuerError reason, string step)
    {
        var long400 = await Refusal(Response.Json($"\"{Prefix}{message}\"", 400));
        var short401 = await Refusal(Response.Json($"\"{message.ToUpperInvariant()}.\"", 401));

        Assert.All([long400, short401], refusal =>
        {
            Assert.Equal(reason, refusal.Reason);
            Assert.Contains(step, refusal.NextStep, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_documented_body_is_read_from_its_file()
        => Assert.Equal(AppCenterIssuerError.WrongDate, (await Refusal(Response.Payload("app-center.jwt-token.error", 400))).Reason);

    [Theory]
    [InlineData(400, "\"Something else\"", AppCenterIssuerError.Unknown)]
    [InlineData(400, "", AppCenterIssuerError.Unknown)]
    [InlineData(400, """{"meta":{"success":false},"error":{"code":400,"message":"Bad"}}""", AppCenterIssuerError.Unknown)]
    [InlineData(400, """{"error":"invalid_client"}""", AppCenterIssuerError.Unknown)]
    [InlineData(401, "\"Signature verification failed\"", AppCenterIssuerError.IncorrectJwt)]
    [InlineData(401, "", AppCenterIssuerError.IncorrectJwt)]
    [InlineData(403, """{"meta":{"success":false},"error":{"code":403,"message":"Forbidden"}}""", AppCenterIssuerError.AccessDenied)]
    public async Task Any_other_refusal_has_the_reason_of_its_status(int status, string body, AppCenterIssuerError reason)
        => Assert.Equal(reason, (await Refusal(Response.Json(body, status))).Reason);

    [Fact]
    public async Task Access_that_is_denied_by_a_page_of_HTML_says_whom_to_ask()
    {
        var refusal = await Refusal(Response.With(Response.Html, 403, "text/html"));

        Assert.Equal((AppCenterIssuerError.AccessDenied, HttpStatusCode.Forbidden), (refusal.Reason, refusal.StatusCode));
        Assert.Equal("Semrush responded to AppCenter.CreateBearerToken with 403 Forbidden. Ask the App Center team to enable the server-to-server API for the app.", refusal.Message);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_failure_that_is_no_refusal_stays_one(int status)
    {
        using var flow = Flow(Response.With(Response.Html, status, "text/html"));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => flow.SignInAsync(The.Token));

        Assert.Equal((HttpStatusCode)status, failure.StatusCode);
        Assert.Equal(status is 429 or 503, failure.IsRetryable);
    }

    [Fact]
    public async Task No_response_stays_a_connection_failure()
    {
        using var flow = new AppCenterFlow(AnApp.FlowOptions, new HttpClient(StubHandler.Failing(new HttpRequestException("gone"))), AnApp.Clock);

        await Assert.ThrowsAsync<SemrushConnectionException>(() => flow.SignInAsync(The.Token));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task A_JWT_in_a_response_is_in_no_exception(int status)
    {
        var jwt = "";
        var stub = StubHandler.Returning(request =>
        {
            jwt = JsonNode.Parse(request.Body!)!["jwt"]!.GetValue<string>();
            var body = $$"""{"meta":{"success":false,"request_id":"{{jwt}}"},"error":{"code":"{{jwt}}","message":"Incorrect JWT {{jwt}}","details":"{{jwt}}"} }""";
            return Response.Json(body, status).WithHeader("X-Echo", $"<{jwt}>");
        });
        using var flow = new AppCenterFlow(AnApp.FlowOptions, new HttpClient(stub), AnApp.Clock);

        var failure = await Assert.ThrowsAnyAsync<SemrushApiException>(() => flow.SignInAsync(The.Token));

        Assert.NotEqual("", jwt);
        string?[] told = [failure.ToString(), failure.ErrorMessage, failure.ErrorCode, failure.RequestId, failure.RawBody, failure.Details?.GetRawText(), .. failure.ResponseHeaders.SelectMany(header => header.Value)];
        Assert.All(told, text => Assert.DoesNotContain(jwt, text ?? "", StringComparison.Ordinal));
        Assert.Contains("***", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<AppCenterIssuerException> Refusal(HttpResponseMessage answer)
    {
        using var flow = Flow(answer);
        return await Assert.ThrowsAsync<AppCenterIssuerException>(() => flow.SignInAsync(The.Token));
    }

    private static AppCenterFlow Flow(HttpResponseMessage answer) => new(AnApp.FlowOptions, new HttpClient(StubHandler.Returning(answer)), AnApp.Clock);
}
