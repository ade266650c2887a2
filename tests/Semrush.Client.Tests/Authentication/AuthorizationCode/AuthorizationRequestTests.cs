using System.Buffers.Text;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AuthorizationCode;

public sealed class AuthorizationRequestTests
{
    private static AuthorizationCodeFlowOptions Options => new() { ClientId = "YOUR_CLIENT_ID", ClientSecret = Canary.ClientSecret };

    [Fact]
    public void The_address_is_the_documented_one_and_a_state()
    {
        using var flow = new AuthorizationCodeFlow(Options);

        var request = flow.CreateRequest();

        Assert.Equal(
            "https://oauth.semrush.com/oauth2/authorize?client_id=YOUR_CLIENT_ID&redirect_uri=%2Foauth2%2Fsuccess&response_type=code&scope=user.id&state=" + request.State,
            request.Uri.AbsoluteUri);
        Assert.Equal("https://oauth.semrush.com/oauth2/success", request.RedirectUri.AbsoluteUri);
    }

    [Fact]
    public void An_absolute_redirect_address_is_encoded_once()
    {
        var options = Options;
        options.RedirectUri = "https://app.example/call back?a=1&b=%2F";
        using var flow = new AuthorizationCodeFlow(options);

        Assert.Contains("&redirect_uri=https%3A%2F%2Fapp.example%2Fcall%20back%3Fa%3D1%26b%3D%252F&", flow.CreateRequest().Uri.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Scopes_are_separated_by_commas()
    {
        var options = Options;
        options.Scopes.Add("user.id");
        options.Scopes.Add("siteaudit.info");
        using var flow = new AuthorizationCodeFlow(options);

        Assert.Contains("&scope=user.id,siteaudit.info&", flow.CreateRequest().Uri.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("authorization-code;client=YOUR_CLIENT_ID;scope=siteaudit.info,user.id;server=https://oauth.semrush.com", flow.Name);
    }

    [Fact]
    public void A_state_has_256_random_bits()
    {
        using var flow = new AuthorizationCodeFlow(Options);

        var states = Enumerable.Range(0, 1000).Select(_ => flow.CreateRequest().State).ToArray();

        Assert.Equal(1000, states.Distinct().Count());
        Assert.All(states, state => Assert.Equal(32, Base64Url.DecodeFromChars(state).Length));
        Assert.All(Enumerable.Range(0, 256), bit => Assert.InRange(states.Count(state => (Base64Url.DecodeFromChars(state)[bit / 8] >> (bit % 8) & 1) == 1), 400, 600));
    }

    [Fact]
    public void A_request_prints_nothing_of_its_state()
    {
        using var flow = new AuthorizationCodeFlow(Options);
        var request = flow.CreateRequest();

        Assert.DoesNotContain(request.State, request.ToString(), StringComparison.Ordinal);
        Canary.AssertHiddenIn($"{flow} {flow.Name} {request.Uri}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("%2Foauth2%2Fsuccess")]
    [InlineData("oauth2/success")]
    [InlineData("//evil.example/success")]
    [InlineData("https://app.example/callback#fragment")]
    [InlineData("http://app.example/callback")]
    public void A_redirect_address_that_is_wrong_is_named_at_once(string redirectUri)
    {
        var options = Options;
        options.RedirectUri = redirectUri;

        Assert.StartsWith("RedirectUri", Assert.ThrowsAny<ArgumentException>(() => new AuthorizationCodeFlow(options)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("https://app.example/callback")]
    [InlineData("http://127.0.0.1:8400/callback")]
    [InlineData("http://localhost:8400/callback")]
    [InlineData("com.example.app:/callback")]
    public void A_redirect_address_may_be_a_path_or_yours(string redirectUri)
    {
        var options = Options;
        options.RedirectUri = redirectUri;
        using var flow = new AuthorizationCodeFlow(options);

        Assert.True(flow.CreateRequest().RedirectUri.IsAbsoluteUri);
    }

    [Theory]
    [InlineData(null, "secret", "ClientId")]
    [InlineData("", "secret", "ClientId")]
    [InlineData("client", null, "ClientSecret")]
    public void The_client_is_required(string? id, string? secret, string setting)
        => Assert.Equal($"{setting} is missing.", Assert.Throws<ArgumentException>(() => new AuthorizationCodeFlow(new() { ClientId = id, ClientSecret = secret })).Message);
}
