using System.Net;
using Semrush.Client.AhrefsOAuth;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.DeviceAuthorization;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;
using Semrush.Client.OAuth;

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
    [InlineData(" ", true)]
    [InlineData("Bearer ", true)]
    [InlineData("\tBEARER\u00a0", true)]
    [InlineData("mac", false)]
    [InlineData("N_A", false)]
    [InlineData("Bearer2", false)]
    public void A_token_of_another_kind_is_useless(string? kind, bool isBearer)
    {
        var read = Record.Exception(() => new TokenAnswer("Some.Operation", "token", kind, null, null).Read(_time, TimeSpan.FromDays(7)));

        Assert.Equal(isBearer ? null : "Some.Operation was answered with a token that is no bearer token.", read?.Message);
    }

    [Fact]
    public void Each_area_names_its_operation()
    {
        Assert.Equal("DeviceAuthorization.CreateDeviceToken", Operation(new(new DeviceTokenResponse())));
        Assert.Equal("OAuth.CreateAccessToken", Operation(new(new TokenResponse())));
        Assert.Equal("AhrefsOAuth.CreateAhrefsToken", Operation(new(new AhrefsTokenResponse())));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(double.NaN, null, null)]
    [InlineData(-1.0, null, null)]
    [InlineData(0.0, null, null)]
    [InlineData(0.5, 0.5, null)]
    [InlineData(1.0, 1.0, 1.0)]
    [InlineData(3599.87, 3599.87, 3599.0)]
    [InlineData(double.MaxValue, 100.0 * 365 * 24 * 60 * 60, 100.0 * 365 * 24 * 60 * 60)]
    [InlineData(double.PositiveInfinity, 100.0 * 365 * 24 * 60 * 60, 100.0 * 365 * 24 * 60 * 60)]
    public void Seconds_are_more_than_none_and_no_more_than_a_hundred_years_and_a_lifetime_is_cut(double? stated, double? time, double? lifetime)
        => Assert.Equal((time, lifetime), (Seconds.ToTime(stated)?.TotalSeconds, Seconds.ToLifetime(stated)?.TotalSeconds));

    [Theory]
    [InlineData(400, "invalid_grant", true, true)]
    [InlineData(400, "something_new", true, true)]
    [InlineData(401, "invalid_client", true, true)]
    [InlineData(200, "invalid_grant", true, true)]
    [InlineData(400, "server_error", true, false)]
    [InlineData(400, "temporarily_unavailable", true, false)]
    [InlineData(400, null, false, false)]
    [InlineData(401, null, false, false)]
    [InlineData(401, "401", false, false)]
    [InlineData(401, "invalid_grant", false, false)]
    public void Only_an_OAuth_error_is_final_whatever_the_status(int status, string? code, bool isOAuth, bool isFinal)
    {
        ErrorFacts facts = new("Some.Operation") { Status = (HttpStatusCode)status, Code = code, IsOAuth = isOAuth };

        Assert.Equal(isFinal, Refusal.IsFinal(new SemrushAuthenticationException("Refused.", "Ask.", facts)));
        Assert.False(Refusal.IsFinal(new SemrushApiException("Refused.", facts)));
    }

    [Fact]
    public void A_lost_connection_is_not_final()
        => Assert.False(Refusal.IsFinal(SemrushConnectionException.NoResponse(new("Some.Operation", HttpMethod.Post, RetryClass.Never), new HttpRequestException())));

    [Fact]
    public void Any_other_failure_becomes_a_refusal_with_its_facts()
    {
        var failure = new SemrushApiException("It failed.", new("Some.Operation") { Code = "odd" });

        var refusal = Refusal.At(SignInStep.Code, failure);

        Assert.Equal("It failed. Sign in again.", refusal.Message);
        Assert.Equal("odd", refusal.ErrorCode);
    }

    private string Operation(TokenAnswer answer) => Assert.Throws<SemrushApiException>(() => answer.Read(_time, TimeSpan.FromDays(7))).Operation;
}
