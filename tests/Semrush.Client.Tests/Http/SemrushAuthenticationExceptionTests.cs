using System.Net;

namespace Semrush.Client.Tests.Http;

public sealed class SemrushAuthenticationExceptionTests
{
    private const string OfTheApi = "Check that the key or token is valid, has not expired and belongs to version 4 of the API.";
    private const string Foreign = "The response is not in a form of Semrush's API: a gateway, a proxy or a sign-in page of the network may have sent it. "
        + "Stored tokens are kept: check the network and call again.";

    [Theory]
    [InlineData("", Foreign)]
    [InlineData(Response.Html, Foreign)]
    [InlineData("""{"meta":{"success":false},"error":{"code":401,"message":"Unauthorized"}}""", OfTheApi)]
    public async Task A_401_states_what_to_do_next(string body, string nextStep)
    {
        var failure = Assert.IsType<SemrushAuthenticationException>(await The.FailureFrom(Response.Json(body, 401)));

        Assert.Equal(nextStep, failure.NextStep);
        Assert.Equal("Semrush responded to MapRankTracker.GetCampaign with 401 Unauthorized. " + failure.NextStep, failure.Message);
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
        => Assert.Equal(isOfTheApi ? OfTheApi : Foreign, Assert.IsType<SemrushAuthenticationException>(await The.FailureFrom(Response.Json(body, 401))).NextStep);

    [Fact]
    public void A_rejection_that_a_test_makes_has_no_operation_by_default()
    {
        var failure = new SemrushAuthenticationException("It was rejected.", "Sign in.");

        Assert.Equal(("", "Sign in.", "It was rejected. Sign in."), (failure.Operation, failure.NextStep, failure.Message));
    }

    [Theory]
    [InlineData("authorization_pending", "Keep polling at the given interval: the person has not decided yet.")]
    [InlineData("slow_down", "Add five seconds to the polling interval and go on.")]
    [InlineData("expired_token", "Start again: the code has expired.")]
    [InlineData("access_denied", "The person declined: ask again only if they want to.")]
    [InlineData("invalid_client", "Check the client id and the client secret, and sign in again.")]
    [InlineData("unauthorized_client", "Check the client id and the client secret, and sign in again.")]
    [InlineData("invalid_scope", "Check the scopes: Semrush separates them by commas.")]
    [InlineData("invalid_request", "Check the request. A code or a refresh token in it is not valid any more: sign in again.")]
    [InlineData("invalid_grant", "Sign in again: the code or the refresh token is not valid any more.")]
    [InlineData("something_new", "Check the client id, the client secret and the code, and sign in again.")]
    public async Task A_rejection_of_the_authorization_server_has_its_code_and_what_to_do_next(string code, string nextStep)
    {
        var failure = await TokenFailure(Response.Json($$"""{"error":"{{code}}","error_description":"The reason"}""", 400));

        var rejected = Assert.IsType<SemrushAuthenticationException>(failure);
        Assert.Equal((code, "The reason"), (rejected.ErrorCode, rejected.ErrorMessage));
        Assert.Equal(nextStep, rejected.NextStep);
        Assert.StartsWith($"Semrush responded to OAuth.CreateAccessToken with 400 Bad Request: The reason (code {code}).", rejected.Message, StringComparison.Ordinal);
    }

    // A short secret may be part of a code, and a registered code is no secret.
    [Theory]
    [InlineData("invalid_request invalid_client invalid_grant unauthorized_client unsupported_grant_type invalid_scope")]
    [InlineData("access_denied unsupported_response_type server_error temporarily_unavailable")]
    [InlineData("invalid_token insufficient_scope unsupported_token_type")]
    [InlineData("authorization_pending slow_down expired_token")]
    public async Task A_registered_code_is_kept_although_a_secret_is_the_same(string codes)
    {
        foreach (var code in codes.Split(' '))
            Assert.Equal(code, (await TokenFailure(Response.Json($$"""{"error":"{{code}}"}""", 400), secret: code)).ErrorCode);
        Assert.Equal("***", (await TokenFailure(Response.Json("""{"error":"another_code"}""", 400), secret: "another_code")).ErrorCode);
    }

    [Fact]
    public async Task A_401_in_HTML_of_the_authorization_server_advises_to_sign_in_again()
    {
        var failure = await TokenFailure(Response.With(Response.Html, 401, "text/html"));

        Assert.Contains("sign in again", Assert.IsType<SemrushAuthenticationException>(failure).NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_500_of_the_authorization_server_rejects_no_credential()
        => Assert.IsType<SemrushApiException>(await TokenFailure(Response.With(Response.Html, 500, "text/html")));

    [Theory]
    [InlineData(500, "Internal Server Error")]
    [InlineData(404, "Not Found")]
    public async Task A_plain_text_in_error_is_a_message_and_rejects_no_credential(int status, string text)
    {
        var failure = Assert.IsType<SemrushApiException>(await The.FailureFrom(Response.Json($$"""{"timestamp":"2024-07-05","status":{{status}},"error":"{{text}}","path":"/x"}""", status)));

        Assert.Equal((null, text), (failure.ErrorCode, failure.ErrorMessage));
    }

    private static async Task<SemrushApiException> TokenFailure(HttpResponseMessage response, string secret = "canary")
    {
        using var client = The.Client(StubHandler.Returning(response));
        return await Assert.ThrowsAnyAsync<SemrushApiException>(() => client.OAuth.CreateAccessTokenAsync(
            new() { GrantType = OAuth.GrantType.RefreshToken, ClientId = "id", ClientSecret = secret, RefreshToken = "canary" }, cancellationToken: The.Token));
    }
}
