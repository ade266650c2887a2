using System.Net;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.Http;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Authentication;

/// <summary>What an authorization server answers: tokens, nonsense, or a refusal that ends it or passes.</summary>
public sealed class TokenAnswerTests
{
    private readonly Clock _time = new();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    public void Without_a_token_that_a_header_can_carry_it_is_useless(string? token)
    {
        var failure = Assert.Throws<SemrushApiException>(() => new TokenAnswer("Some.Operation", token, null, null, null).Read(_time, TimeSpan.FromDays(7)));

        Assert.Equal("Some.Operation was answered without an access token that a header can carry.", failure.Message);
        Assert.Equal(("Some.Operation", HttpStatusCode.OK), (failure.Operation, failure.StatusCode));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("Bearer", true)]
    [InlineData("bearer", true)]
    [InlineData("mac", false)]
    public void A_token_of_another_kind_is_useless(string? kind, bool isBearer)
    {
        var read = Record.Exception(() => new TokenAnswer("Some.Operation", "token", kind, null, null).Read(_time, TimeSpan.FromDays(7)));

        Assert.Equal(isBearer ? null : "Some.Operation was answered with a token that is no bearer token.", read?.Message);
    }

    [Fact]
    public void Each_area_names_its_operation()
    {
        Assert.Equal("DeviceAuthorization.CreateDeviceToken", Operation(new(new DeviceAuthorization.TokenResponse())));
        Assert.Equal("OAuth.CreateAccessToken", Operation(new(new OAuth.TokenResponse())));
        Assert.Equal("AhrefsOAuth.CreateAccessToken", Operation(new(new AhrefsOAuth.TokenResponse())));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(-1L, null)]
    [InlineData(0L, null)]
    [InlineData(1L, 1.0)]
    [InlineData(long.MaxValue, 100.0 * 365 * 24 * 60 * 60)]
    public void Seconds_are_more_than_none_and_no_more_than_a_hundred_years(long? stated, double? expected)
        => Assert.Equal(expected, Seconds.ToTime(stated)?.TotalSeconds);

    [Theory]
    [InlineData(400, null, true, false)]
    [InlineData(400, "server_error", false, true)]
    [InlineData(400, "temporarily_unavailable", false, true)]
    [InlineData(403, null, false, false)]
    [InlineData(408, null, false, true)]
    [InlineData(429, null, false, true)]
    [InlineData(499, null, false, true)]
    [InlineData(498, null, false, false)]
    [InlineData(500, null, false, true)]
    public void A_failure_ends_it_or_passes_or_neither(int status, string? code, bool isFinal, bool isPassing)
    {
        var failure = new SemrushApiException("It failed.", new("Some.Operation") { Status = (HttpStatusCode)status, Code = code });

        Assert.Equal((isFinal, isPassing), (Refusal.IsFinal(failure), Refusal.IsPassing(failure)));
    }

    [Fact]
    public void A_refused_credential_is_final_whatever_its_status()
    {
        var refusal = new SemrushAuthenticationException("Refused.", "Ask.", new("Some.Operation") { Status = HttpStatusCode.InternalServerError });

        Assert.Equal((true, false), (Refusal.IsFinal(refusal), Refusal.IsPassing(refusal)));
        Assert.Same(refusal, Refusal.From(refusal));
    }

    [Fact]
    public void A_lost_connection_passes()
    {
        var lost = SemrushConnectionException.NoAnswer(new("Some.Operation", HttpMethod.Post, RetryClass.Never), new HttpRequestException());

        Assert.Equal((false, true), (Refusal.IsFinal(lost), Refusal.IsPassing(lost)));
    }

    [Fact]
    public void Any_other_failure_becomes_a_refusal_with_its_facts()
    {
        var failure = new SemrushApiException("It failed.", new("Some.Operation") { Code = "odd" });

        var refusal = Refusal.From(failure);

        Assert.Equal("It failed. Sign in again.", refusal.Message);
        Assert.Equal("odd", refusal.ErrorCode);
    }

    private string Operation(TokenAnswer answer) => Assert.Throws<SemrushApiException>(() => answer.Read(_time, TimeSpan.FromDays(7))).Operation;
}
