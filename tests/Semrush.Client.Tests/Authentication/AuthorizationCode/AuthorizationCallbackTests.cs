using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AuthorizationCode;

public sealed class AuthorizationCallbackTests
{
    private const string State = "canary-state-1c7d";
    private const string Redirect = "/oauth2/success";

    [Theory]
    [InlineData("https://oauth.semrush.com/oauth2/success?code=CODE&state=STATE")]
    [InlineData("https://oauth.semrush.com/oauth2/success?state=STATE&more=1&code=CODE#fragment")]
    [InlineData("http://127.0.0.1:8400/oauth2/success?code=CODE&state=STATE")]
    public void A_code_with_the_right_state_is_taken(string callback)
        => Assert.Equal(Canary.Code, Parse(callback).Code);

    [Fact]
    public void Path_and_query_are_enough()
        => Assert.Equal(Canary.Code, AuthorizationCallback.Parse(new($"/oauth2/success?code={Canary.Code}&state={State}", UriKind.Relative), State, Redirect).Code);

    [Theory]
    [InlineData("a%2Bb%2Fc%3D%20d", "a+b/c= d")]
    [InlineData("a+b", "a b")]
    public void Parameters_are_decoded_once(string sent, string code)
        => Assert.Equal(code, Parse($"https://x.example/oauth2/success?code={sent}&state=STATE").Code);

    [Theory]
    [InlineData("?code=CODE")]
    [InlineData("?code=CODE&state=")]
    [InlineData("?code=CODE&State=STATE")]
    public void A_missing_state_is_rejected_unless_it_was_waived(string query)
    {
        var failure = Refusal("https://oauth.semrush.com/oauth2/success" + query);

        Assert.Contains("no state", failure.Message, StringComparison.Ordinal);
        Assert.Contains("RequireState", failure.NextStep, StringComparison.Ordinal);
        Assert.Equal(Canary.Code, Parse("https://oauth.semrush.com/oauth2/success" + query, requireState: false).Code);
    }

    [Theory]
    [InlineData("wrong", true)]
    [InlineData("STATEx", true)]
    [InlineData("canary-state-1c7", true)]
    [InlineData("CANARY-STATE-1C7D", true)]
    [InlineData("wrong", false)]
    public void A_wrong_state_is_rejected_always(string state, bool requireState)
        => Assert.Contains("another state", Refusal($"https://oauth.semrush.com/oauth2/success?code=CODE&state={state}", requireState).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://oauth.semrush.com/oauth2/failure?code=CODE&state=STATE")]
    [InlineData("https://oauth.semrush.com/oauth2/success/?code=CODE&state=STATE")]
    [InlineData("https://oauth.semrush.com/OAuth2/Success?code=CODE&state=STATE")]
    [InlineData("https://oauth.semrush.com/?code=CODE&state=STATE")]
    [InlineData("https://oauth.semrush.com/x/../oauth2/other?code=CODE&state=STATE")]
    public void Another_path_is_rejected(string callback)
        => Assert.Contains("RedirectUri", Refusal(callback).NextStep, StringComparison.Ordinal);

    [Theory]
    [InlineData("?state=STATE")]
    [InlineData("?code=&state=STATE")]
    [InlineData("?code&state=STATE")]
    [InlineData("?state=STATE&token=CODE")]
    public void A_missing_code_is_rejected(string query)
        => Assert.Contains("no code", Refusal("https://oauth.semrush.com/oauth2/success" + query).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("?code=CODE&code=other&state=STATE")]
    [InlineData("?code=CODE&state=other&state=STATE")]
    [InlineData("?code=CODE&%63ode=other&state=STATE")]
    public void A_parameter_that_is_there_twice_is_rejected(string query)
        => Assert.Contains("twice", Refusal("https://oauth.semrush.com/oauth2/success" + query).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("&state=STATE")]
    [InlineData("&code=&state=")]
    [InlineData("")]
    public void A_denial_is_reported_with_the_text_of_the_server(string state)
    {
        var failure = Refusal($"https://oauth.semrush.com/oauth2/success?error=access_denied&error_description=The+user+said+no.{state}");

        Assert.Equal(("access_denied", "The user said no."), (failure.ErrorCode, failure.ErrorMessage));
        Assert.Equal("The sign-in was denied: The user said no (code access_denied). The person declined: ask again only if they want to.", failure.Message);
    }

    [Fact]
    public void An_error_with_a_wrong_state_is_ignored()
        => Assert.Null(Refusal("https://oauth.semrush.com/oauth2/success?error=access_denied&state=wrong").ErrorCode);

    [Fact]
    public void A_text_of_an_address_is_cut_and_has_one_line()
    {
        var failure = Refusal($"https://oauth.semrush.com/oauth2/success?error=access_denied&error_description=a%0D%0Aforged+line+{new string('x', 5000)}");

        Assert.DoesNotContain('\n', failure.Message);
        Assert.InRange(failure.Message.Length, 100, 500);
    }

    [Fact]
    public void A_refusal_that_repeats_code_and_state_hides_them()
        => Refusal("https://oauth.semrush.com/oauth2/success?error=access_denied&code=CODE&state=STATE&error_description=CODE+and+STATE");

    [Fact]
    public void A_refusal_that_repeats_a_token_hides_it()
        => Assert.Equal("***", Refusal("https://oauth.semrush.com/oauth2/success?error=access_denied&token=CODE&error_description=CODE").ErrorMessage);

    [Fact]
    public void A_callback_prints_nothing_of_its_code()
        => Canary.AssertHiddenIn(Parse("https://oauth.semrush.com/oauth2/success?code=CODE&state=STATE").ToString());

    private static AuthorizationCallback Parse(string callback, bool requireState = true) => AuthorizationCallback.Parse(
        new(callback.Replace("CODE", Canary.Code, StringComparison.Ordinal).Replace("STATE", State, StringComparison.Ordinal)), State, Redirect, requireState);

    private static SemrushAuthenticationException Refusal(string callback, bool requireState = true)
    {
        var failure = Assert.Throws<SemrushAuthenticationException>(() => Parse(callback, requireState));
        Canary.AssertHiddenIn(failure);
        Assert.DoesNotContain(State, failure.ToString(), StringComparison.Ordinal);
        return failure;
    }
}
