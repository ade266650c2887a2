using Semrush.Client.Http;
using Semrush.Client.OAuth;

namespace Semrush.Client.Tests.Http;

/// <summary>A token endpoint may repeat what it was sent; no exception does.</summary>
public sealed class EchoedSecretTests
{
    private const string Secret = "canary/secret+1";
    private const string Code = "canary-code";

    [Theory]
    [InlineData($$"""{"error":"invalid_request","error_description":"secret {{Secret}} and code {{Code}} do not match"}""")]
    [InlineData("""{"error":"invalid_request","error_description":"client_secret=canary%2Fsecret%2B1&code=canary-code"}""")]
    [InlineData("""{"error":"invalid_request","error_description":"canary\/secret\u002b1 canary-code"}""")]
    public async Task A_secret_of_the_request_that_comes_back_is_hidden(string body)
    {
        using var client = The.Client(StubHandler.Answering(Answer.Json(body, 400)));

        var thrown = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.OAuth.CreateAccessTokenAsync(
            new() { GrantType = GrantType.AuthorizationCode, ClientId = "id", ClientSecret = Secret, Code = Code }, The.Token));

        Assert.Contains("***", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", thrown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", thrown.ErrorMessage, StringComparison.Ordinal);
    }
}
