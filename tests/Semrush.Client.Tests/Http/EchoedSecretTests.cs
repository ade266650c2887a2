using Semrush.Client.OAuth;

namespace Semrush.Client.Tests.Http;

/// <summary>A token endpoint may repeat a secret; no exception contains it.</summary>
public sealed class EchoedSecretTests
{
    private const string Secret = "canary/secret+1";
    private const string Code = "canary-code";

    [Fact]
    public async Task A_key_that_is_truncated_at_the_limit_of_a_body_with_status_200_is_hidden()
    {
        const int Kept = 64 * 1024;
        const string Start = """{"meta":{"success":false},"error":{"message":" """;
        var body = Start + new string('x', Kept - Start.Length - 10) + The.ApiKey + "\"}}";

        var failure = await The.FailureFrom(Response.Json(body));

        Assert.DoesNotContain("canary", failure.RawBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($$"""{"error":"invalid_request","error_description":"secret {{Secret}} and code {{Code}} do not match"}""")]
    [InlineData("""{"error":"invalid_request","error_description":"client_secret=canary%2Fsecret%2B1&code=canary-code"}""")]
    [InlineData("""{"error":"invalid_request","error_description":"canary\/secret\u002b1 canary-code"}""")]
    public async Task A_secret_of_the_request_that_comes_back_is_hidden(string body)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(body, 400)));

        var thrown = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.OAuth.CreateAccessTokenAsync(
            new() { GrantType = GrantType.AuthorizationCode, ClientId = "id", ClientSecret = Secret, Code = Code }, cancellationToken: The.Token));

        Assert.Contains("***", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", thrown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", thrown.ErrorMessage, StringComparison.Ordinal);
    }
}
