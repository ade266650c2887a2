namespace Semrush.Client.Tests.Http;

/// <summary>Which responses reject a credential.</summary>
public sealed class RejectionTests
{
    [Theory]
    [InlineData(400, true)]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(408, false)]
    [InlineData(422, true)]
    [InlineData(429, false)]
    [InlineData(498, true)]
    [InlineData(499, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task A_code_of_OAuth_is_a_rejection_unless_the_status_is_one_of_the_server(int status, bool isRejection)
        => Assert.Equal(isRejection, await IsRejectionAsync("""{"error":"invalid_grant"}""", status));

    [Theory]
    [InlineData("server_error", false)]
    [InlineData("temporarily_unavailable", false)]
    [InlineData("access_denied", true)]
    [InlineData("Not Found", false)]
    [InlineData("Not_found", false)]
    [InlineData("no1", false)]
    [InlineData("", false)]
    public async Task A_code_that_rejects_no_credential_and_a_sentence_are_no_rejection(string error, bool isRejection)
        => Assert.Equal(isRejection, await IsRejectionAsync($$"""{"error":"{{error}}"}""", 400));

    [Theory]
    [InlineData("{}", 401, true)]
    [InlineData("""{"error":"server_error"}""", 401, true)]
    [InlineData("""{"error":{"code":"invalid_grant"}}""", 400, false)]
    [InlineData("""{"code":"invalid_grant"}""", 403, false)]
    public async Task Without_a_code_of_OAuth_only_401_is_a_rejection(string body, int status, bool isRejection)
        => Assert.Equal(isRejection, await IsRejectionAsync(body, status));

    [Fact]
    public async Task A_rejection_states_what_happened_and_what_to_do()
    {
        var failure = Assert.IsType<SemrushAuthenticationException>(
            await The.FailureFrom(Response.Json("""{"error":"invalid_grant","error_description":"It has expired."}""", 400)));

        Assert.Equal("Sign in again: the code or the refresh token is not valid any more.", failure.NextStep);
        Assert.Equal(
            "Semrush responded to MapRankTracker.GetCampaign with 400 Bad Request: It has expired (code invalid_grant). " + failure.NextStep,
            failure.Message);
        Assert.Null(failure.InnerException);
    }

    private static async Task<bool> IsRejectionAsync(string body, int status) => await The.FailureFrom(Response.Json(body, status)) is SemrushAuthenticationException;
}
