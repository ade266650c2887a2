using Semrush.Client.OAuth;

namespace Semrush.Client.Tests.Http;

/// <summary>A token endpoint may repeat what it was sent; no exception does.</summary>
public sealed class EchoedSecretTests
{
    private const string Secret = "canary/secret+1";
    private const string Code = "canary-code";

    [Fact]
    public async Task A_key_that_is_cut_at_the_end_of_what_is_kept_of_a_body_is_hidden_although_the_status_is_200()
    {
        const int Kept = 64 * 1024;
        const string Start = """{"meta":{"success":false},"error":{"message":" """;
        var body = Start + new string('x', Kept - Start.Length - 10) + The.ApiKey + "\"}}";

        var failure = await The.FailureFrom(Answer.Json(body));

        Assert.DoesNotContain("canary", failure.RawBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($$"""{"error":"invalid_request","error_description":"secret {{Secret}} and code {{Code}} do not match"}""")]
    [InlineData("""{"error":"invalid_request","error_description":"client_secret=canary%2Fsecret%2B1&code=canary-code"}""")]
    [InlineData("""{"error":"invalid_request","error_description":"canary\/secret\u002b1 canary-code"}""")]
    public async Task A_secret_of_the_request_that_comes_back_is_hidden(string body)
    {
        using var client = The.Client(StubHandler.Answering(Answer.Json(body, 400)));

        var thrown = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.OAuth.CreateAccessTokenAsync(
            new() { GrantType = GrantType.AuthorizationCode, ClientId = "id", ClientSecret = Secret, Code = Code }, cancellationToken: The.Token));

        Assert.Contains("***", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", thrown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", thrown.ErrorMessage, StringComparison.Ordinal);
    }
}
