using Semrush.Client.OAuth;

namespace Semrush.Client.Tests.Http;

/// <summary>A secret that a server repeats is in no exception.</summary>
public sealed class SecretsInFailuresTests
{
    private const int BodyLimit = 64 * 1024;

    private const string Echo = """
        {"meta":{"request_id":"r-SECRET"},"error":{"code":"C-SECRET","message":"Unknown key SECRET.","description":"SECRET!",
         "details":[{"message":{"field_violations":[{"field":"SECRET","description":"SECRET is no key"}]}}]}}
        """;

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task A_key_that_the_server_repeats_is_hidden(int status)
    {
        var failure = await The.FailureFrom(Response.Json(Echo.Replace("SECRET", The.ApiKey, StringComparison.Ordinal), status).WithHeader("X-Echo", The.ApiKey));

        AssertHides(The.ApiKey, failure);
        Assert.Equal("Unknown key ***. ***!", failure.ErrorMessage);
        Assert.Equal([new FieldViolation("***", "*** is no key")], failure.FieldViolations);
        Assert.Contains("Unknown key ***.", failure.RawBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b+c/d==", """a\/b+c\/d==""")]
    [InlineData("a/b+c/d==", """a/b\u002bc/d==""")]
    [InlineData("a/b+c/d==", "a%2fb%2bc%2fd%3d%3d")]
    [InlineData("a/b+c/d==", "a&#x2F;b&#43;c/d==")]
    [InlineData("a<b>&c'd", "a&lt;b&gt;&amp;c&#39;d")]
    public async Task A_token_that_the_server_repeats_in_escapes_is_hidden(string token, string escaped)
    {
        var body = Echo.Replace("SECRET", escaped, StringComparison.Ordinal);

        var failure = await The.FailureFrom(Response.Json(body, 400), new() { AccessToken = token });

        AssertHides(token, failure);
        Assert.DoesNotContain(escaped, failure.RawBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    public async Task A_key_that_is_truncated_at_the_limit_of_the_body_is_hidden(int left)
    {
        var body = $"{new string('x', 64 * 1024 - left)}{The.ApiKey}{new string('x', 10)}";

        var failure = await The.FailureFrom(Response.With(body, 500));

        Assert.DoesNotContain(The.ApiKey[..left], failure.RawBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(BodyLimit, false)]
    [InlineData(BodyLimit + 1, true)]
    public async Task Only_a_body_beyond_the_limit_is_taken_for_truncated(int length, bool isTruncated)
    {
        var body = (new string('x', Math.Min(length, BodyLimit) - 4) + The.ApiKey[..4]).PadRight(length, 'y');

        var kept = isTruncated ? body[..(BodyLimit - 4)] : body;

        Assert.Equal(kept, (await The.FailureFrom(Response.With(body, 500))).RawBody);
        Assert.Equal(kept, (await The.FailureFrom(Response.With(body, 200))).RawBody);
    }

    [Fact]
    public async Task A_key_that_comes_back_with_a_success_is_hidden()
        => AssertHides(The.ApiKey, await The.FailureFrom(Response.Json($$"""{"data":"{{The.ApiKey}}"}""")));

    [Fact]
    public async Task A_key_that_is_the_name_of_a_member_is_hidden_in_its_path()
    {
        var failure = await The.FailureFrom(Response.Json($$"""{"data":{"{{The.ApiKey}}":[1,2"""));

        AssertHides(The.ApiKey, failure);
        Assert.Contains("malformed at $.data.***[0]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_whose_bodies_carry_secrets_keeps_neither_body_nor_details()
    {
        const string secret = "canary-code-11aa";
        var body = $$$"""{"error":{"code":1,"message":"Bad","details":[{"field":"code","message":"{{{secret}}}"}]}}""";
        using var client = The.Client(StubHandler.Returning(Response.Json(body, 400), Response.Json($$"""["{{secret}}"]""")));

        var rejected = await Assert.ThrowsAsync<SemrushApiException>(() => client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: The.Token));
        var odd = await Assert.ThrowsAsync<SemrushApiException>(() => client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: The.Token));

        Assert.Equal("Bad", rejected.ErrorMessage);
        Assert.All([rejected, odd], failure =>
        {
            AssertHides(secret, failure);
            Assert.Null(failure.RawBody);
            Assert.Null(failure.Details);
            Assert.Null(failure.InnerException);
        });
    }

    private static void AssertHides(string secret, SemrushApiException failure)
    {
        var violations = failure.FieldViolations.Select(violation => violation.ToString());
        var headers = failure.ResponseHeaders.SelectMany(header => header.Value);
        string?[] texts =
        [
            failure.ToString(), failure.Message, failure.ErrorCode, failure.ErrorMessage, failure.RequestId, failure.RawBody,
            failure.Details?.ToString(), failure.InnerException?.ToString(), .. violations, .. headers,
        ];
        Assert.All(texts, text => Assert.DoesNotContain(secret, text ?? "", StringComparison.Ordinal));
    }

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
