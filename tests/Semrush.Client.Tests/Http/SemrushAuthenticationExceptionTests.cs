using System.Net;

namespace Semrush.Client.Tests.Http;

public sealed class SemrushAuthenticationExceptionTests
{
    private const string OfTheApi = "Check that the key or token is valid, has not expired and belongs to version 4 of the API.";
    private const string Foreign = "The response is not in a form of Semrush's API: a gateway, a proxy or a sign-in page of the network may have sent it. "
        + "Stored tokens are kept: check the network and call again.";

    [Theory]
    [InlineData("", Foreign)]
    [InlineData(Answer.Html, Foreign)]
    [InlineData("""{"meta":{"success":false},"error":{"code":401,"message":"Unauthorized"}}""", OfTheApi)]
    public async Task A_401_says_what_to_do_next(string body, string nextStep)
    {
        var failure = Assert.IsType<SemrushAuthenticationException>(await The.FailureFrom(Answer.Json(body, 401)));

        Assert.Equal(nextStep, failure.NextStep);
        Assert.Equal("Semrush answered MapRankTracker.GetCampaign with 401 Unauthorized. " + failure.NextStep, failure.Message);
        Assert.Equal(HttpStatusCode.Unauthorized, failure.StatusCode);
        Assert.False(failure.IsRetryable);
    }

    [Theory]
    [InlineData("\"Token is expired\"", true)]
    [InlineData("""{"error":{}}""", true)]
    [InlineData("""{"meta":{"success":false}}""", true)]
    [InlineData("""{"message_code":"ACCESS_DENIED"}""", true)]
    [InlineData("""{"meta":{"success":true}}""", false)]
    [InlineData("""{"error":"Unauthorized"}""", false)]
    [InlineData("""{"message":"Unauthorized"}""", false)]
    [InlineData("[]", false)]
    public async Task A_401_is_of_the_API_where_it_has_a_form_of_the_API(string body, bool isOfTheApi)
        => Assert.Equal(isOfTheApi ? OfTheApi : Foreign, Assert.IsType<SemrushAuthenticationException>(await The.FailureFrom(Answer.Json(body, 401))).NextStep);

    [Fact]
    public void A_refusal_that_a_test_makes_is_of_no_operation_unless_the_test_names_one()
    {
        var failure = new SemrushAuthenticationException("It was refused.", "Sign in.");

        Assert.Equal(("", "Sign in.", "It was refused. Sign in."), (failure.Operation, failure.NextStep, failure.Message));
    }

    [Theory]
    [InlineData("authorization_pending", "Keep polling")]
    [InlineData("slow_down", "five seconds")]
    [InlineData("expired_token", "Start again")]
    [InlineData("access_denied", "declined")]
    [InlineData("invalid_client", "client secret")]
    [InlineData("unauthorized_client", "client secret")]
    [InlineData("invalid_scope", "scopes")]
    [InlineData("invalid_request", "sign in again")]
    [InlineData("invalid_grant", "Sign in again")]
    [InlineData("something_new", "sign in again")]
    public async Task A_refusal_of_the_authorization_server_has_its_code_and_what_to_do_next(string code, string nextStep)
    {
        var failure = await TokenFailure(Answer.Json($$"""{"error":"{{code}}","error_description":"It says why"}""", 400));

        var refused = Assert.IsType<SemrushAuthenticationException>(failure);
        Assert.Equal((code, "It says why"), (refused.ErrorCode, refused.ErrorMessage));
        Assert.Contains(nextStep, refused.NextStep, StringComparison.Ordinal);
        Assert.StartsWith($"Semrush answered OAuth.CreateAccessToken with 400 Bad Request: It says why (code {code}).", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_401_in_HTML_of_the_authorization_server_says_to_sign_in_again()
    {
        var failure = await TokenFailure(Answer.With(Answer.Html, 401, "text/html"));

        Assert.Contains("sign in again", Assert.IsType<SemrushAuthenticationException>(failure).NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_500_of_the_authorization_server_is_no_matter_of_the_credential()
        => Assert.IsType<SemrushApiException>(await TokenFailure(Answer.With(Answer.Html, 500, "text/html")));

    [Theory]
    [InlineData(500, "Internal Server Error")]
    [InlineData(404, "Not Found")]
    public async Task A_plain_text_in_error_is_a_message_and_no_matter_of_the_credential(int status, string text)
    {
        var failure = Assert.IsType<SemrushApiException>(await The.FailureFrom(Answer.Json($$"""{"timestamp":"2024-07-05","status":{{status}},"error":"{{text}}","path":"/x"}""", status)));

        Assert.Equal((null, text), (failure.ErrorCode, failure.ErrorMessage));
    }

    private static async Task<SemrushApiException> TokenFailure(HttpResponseMessage answer)
    {
        using var client = The.Client(StubHandler.Answering(answer));
        return await Assert.ThrowsAnyAsync<SemrushApiException>(() => client.OAuth.CreateAccessTokenAsync(
            new() { GrantType = OAuth.GrantType.RefreshToken, ClientId = "id", ClientSecret = "canary", RefreshToken = "canary" }, cancellationToken: The.Token));
    }
}
