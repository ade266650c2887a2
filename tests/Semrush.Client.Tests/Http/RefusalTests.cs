
namespace Semrush.Client.Tests.Http;

/// <summary>Which answers say that a credential was refused.</summary>
public sealed class RefusalTests
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
    public async Task A_code_of_OAuth_is_a_refusal_unless_the_status_says_that_the_server_is_at_fault(int status, bool isRefusal)
        => Assert.Equal(isRefusal, await RefusesAsync("""{"error":"invalid_grant"}""", status));

    [Theory]
    [InlineData("server_error", false)]
    [InlineData("temporarily_unavailable", false)]
    [InlineData("access_denied", true)]
    [InlineData("Not Found", false)]
    [InlineData("Not_found", false)]
    [InlineData("no1", false)]
    [InlineData("", false)]
    public async Task A_code_that_refuses_nobody_and_a_sentence_are_no_refusal(string error, bool isRefusal)
        => Assert.Equal(isRefusal, await RefusesAsync($$"""{"error":"{{error}}"}""", 400));

    [Theory]
    [InlineData("{}", 401, true)]
    [InlineData("""{"error":"server_error"}""", 401, true)]
    [InlineData("""{"error":{"code":"invalid_grant"}}""", 400, false)]
    [InlineData("""{"code":"invalid_grant"}""", 403, false)]
    public async Task Without_a_code_of_OAuth_only_401_is_a_refusal(string body, int status, bool isRefusal)
        => Assert.Equal(isRefusal, await RefusesAsync(body, status));

    [Fact]
    public async Task A_refusal_says_what_happened_and_what_to_do()
    {
        var failure = Assert.IsType<SemrushAuthenticationException>(
            await The.FailureFrom(Answer.Json("""{"error":"invalid_grant","error_description":"It has expired."}""", 400)));

        Assert.Equal("Sign in again: the code or the refresh token is not valid any more.", failure.NextStep);
        Assert.Equal(
            "Semrush answered MapRankTracker.GetCampaign with 400 Bad Request: It has expired (code invalid_grant). " + failure.NextStep,
            failure.Message);
        Assert.Null(failure.InnerException);
    }

    [Theory]
    [InlineData("5", 5.0)]
    [InlineData("\"7\"", 7.0)]
    [InlineData("-5", null)]
    [InlineData("1.5", 1.5)]
    [InlineData("\"1.5e1\"", 15.0)]
    [InlineData("null", null)]
    [InlineData("[5]", null)]
    public async Task The_interval_of_a_slow_down_is_read_where_it_is_a_number(string interval, double? seconds)
        => Assert.Equal(seconds, (await The.FailureFrom(Answer.Json($$"""{"error":"slow_down","interval":{{interval}}}""", 400))).Facts.Interval);

    private static async Task<bool> RefusesAsync(string body, int status) => await The.FailureFrom(Answer.Json(body, status)) is SemrushAuthenticationException;
}
