using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Internal;

/// <summary>The words that stand for a status, a code or a setting.</summary>
public sealed class FixedWordsTests
{
    private static readonly ApiOperation Authenticated = new("Some.Operation", HttpMethod.Get, RetryClass.Safe);

    private static readonly ApiOperation Anonymous = Authenticated with { Authenticated = false };

    [Theory]
    [InlineData(299, "299")]
    [InlineData(300, "Redirect, which is not followed")]
    [InlineData(399, "Redirect, which is not followed")]
    [InlineData(400, "Bad Request")]
    [InlineData(401, "Unauthorized")]
    [InlineData(403, "Forbidden")]
    [InlineData(404, "Not Found")]
    [InlineData(409, "Conflict")]
    [InlineData(413, "RequestEntityTooLarge")]
    [InlineData(422, "Unprocessable Content")]
    [InlineData(429, "Too Many Requests")]
    [InlineData(499, "Client Closed Request")]
    [InlineData(500, "Internal Server Error")]
    [InlineData(501, "Not Implemented")]
    [InlineData(502, "Bad Gateway")]
    [InlineData(503, "Service Unavailable")]
    [InlineData(504, "Gateway Timeout")]
    [InlineData(550, "Internal Server Error")]
    [InlineData(551, "Not Implemented")]
    [InlineData(553, "Service Unavailable")]
    [InlineData(554, "Gateway Timeout")]
    public void A_status_has_a_name(int status, string name) => Assert.Equal(name, StatusNames.Of(status));

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
    public void A_code_has_a_next_step(string code, string step)
    {
        Assert.Equal(step, NextSteps.For(Anonymous, code));
        Assert.Equal(step, NextSteps.For(Authenticated, code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another")]
    public void Without_a_known_code_the_credential_is_to_be_checked(string? code)
    {
        Assert.Equal("Check that the key or token is valid, has not expired and belongs to version 4 of the API.", NextSteps.For(Authenticated, code));
        Assert.Equal("Check the client id, the client secret and the code, and sign in again.", NextSteps.For(Anonymous, code));
    }

    [Fact]
    public void A_response_that_has_no_form_of_the_API_is_one_of_the_network()
    {
        Assert.Equal(
            "The response is not in a form of Semrush's API: a gateway, a proxy or a sign-in page of the network may have sent it. "
                + "Stored tokens are kept: check the network and call again.",
            NextSteps.For(Authenticated, null, isForeign: true));
        Assert.Equal(NextSteps.For(Anonymous, null), NextSteps.For(Anonymous, null, isForeign: true));
    }

    [Theory]
    [InlineData("invalid_request invalid_client invalid_grant unauthorized_client unsupported_grant_type invalid_scope")]
    [InlineData("access_denied unsupported_response_type server_error temporarily_unavailable")]
    [InlineData("invalid_token insufficient_scope unsupported_token_type")]
    [InlineData("authorization_pending slow_down expired_token")]
    public void The_codes_of_the_standards_are_registered(string codes) => Assert.All(codes.Split(' '), code => Assert.True(ErrorShape.IsRegisteredCode(code)));

    [Theory]
    [InlineData("/relative", "Address must be an absolute https address.")]
    [InlineData("https://me@gateway.example/", "Address must have neither user info nor query nor fragment.")]
    [InlineData("https://gateway.example/?a", "Address must have neither user info nor query nor fragment.")]
    [InlineData("https://gateway.example/#a", "Address must have neither user info nor query nor fragment.")]
    [InlineData("http://gateway.example/", "Address must be https; http is possible on this machine only.")]
    [InlineData("ftp://127.0.0.1/", "Address must be https; http is possible on this machine only.")]
    [InlineData("http://127.0.0.1/", null)]
    [InlineData("https://gateway.example/", null)]
    [InlineData(null, null)]
    public void An_address_is_safe_or_what_is_wrong_is_said(string? address, string? words)
        => Assert.Equal(words, SettingsCheck.FindInAddress(address is null ? null : new(address, UriKind.RelativeOrAbsolute), "Address"));

    [Theory]
    [InlineData(-1L, true)]
    [InlineData(-2L, false)]
    [InlineData(0L, false)]
    [InlineData(1L, true)]
    [InlineData(24L * 24 * 60 * 60 * 1000, true)]
    [InlineData(24L * 24 * 60 * 60 * 1000 + 1, false)]
    public void A_time_limit_is_infinite_or_at_most_24_days(long milliseconds, bool isRight)
        => Assert.Equal(
            isRight ? null : "Timeout must be more than zero and at most 24 days, or infinite.",
            SettingsCheck.FindInTimeout(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Credentials_are_exactly_one()
    {
        Assert.Equal("No credential: set ApiKey or AccessToken, or call UseAuthenticationProvider.", SettingsCheck.Find(new(), hasOtherCredentials: false));
        Assert.Null(SettingsCheck.Find(new(), hasOtherCredentials: true));
        Assert.Equal(
            "More than one credential: have only one of ApiKey, AccessToken and UseAuthenticationProvider.",
            SettingsCheck.Find(new() { ApiKey = The.ApiKey, AccessToken = The.AccessToken }, hasOtherCredentials: false));
        Assert.StartsWith("ApiKey has a space", SettingsCheck.Find(new() { ApiKey = "a b" }, hasOtherCredentials: false), StringComparison.Ordinal);
        Assert.StartsWith("AccessToken has a space", SettingsCheck.Find(new() { AccessToken = "a b" }, hasOtherCredentials: false), StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_that_stays_at_home_is_told_with_host_and_port_alone()
    {
        var address = new Uri("http://me:canary@gateway.example:81/path?canary");

        Assert.Equal(
            "The credential was not sent to http://gateway.example:81: it goes only to the servers that it was made for. "
                + "Name the server when you make the credential, with CredentialHosts.Only, or as the BaseAddress of the settings that have it.",
            CredentialErrors.HostRefused(address).Message);
        Assert.Equal(
            "No credential could be had for a relative address, so the request was not sent. Check the authentication provider that the client was given.",
            CredentialErrors.Missing(new("/path?canary", UriKind.Relative)).Message);
        Assert.Equal(
            "The credential was not sent to http://gateway.example:81: the HttpClient sends it through the proxy http://proxy.example:8080, which could read it. "
                + "Turn UseProxy off on the handler of the HttpClient, or name the host in NO_PROXY.",
            CredentialErrors.Proxied(address, new("http://me:canary@proxy.example:8080")).Message);
        Assert.Equal(
            "The credential was not sent to http://gateway.example:81: the connection would leave this machine, and http can be read on its way. "
                + "Use https, or an address of this machine.",
            CredentialErrors.LeavesThisMachine(address).Message);
        Assert.All(
            [CredentialErrors.HostRefused(address), CredentialErrors.Missing(address), CredentialErrors.Proxied(address, address), CredentialErrors.LeavesThisMachine(address)],
            failure => Assert.Equal("Authentication", failure.Operation));
    }
}
