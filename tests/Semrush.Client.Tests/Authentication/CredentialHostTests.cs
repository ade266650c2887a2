using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication;

/// <summary>Where a credential goes: to the servers that it was made for, and nowhere else.</summary>
public sealed class CredentialHostTests
{
    public static TheoryData<string> Allowed =>
    [
        "https://api.semrush.com/",
        "https://api.semrush.com:443/path?query",
        "https://oauth.semrush.com/",
        "https://API.Semrush.COM/",
        "HTTPS://api.semrush.com/",
    ];

    public static TheoryData<string> ThisMachine => ["http://localhost/", "http://localhost:8080/", "http://127.0.0.1:5000/", "http://127.1.2.3/", "http://[::1]:9/"];

    [Theory]
    [MemberData(nameof(Allowed))]
    public Task Semrushs_hosts_get_it(string address) => HeldCredential.AssertAllServe(new(address), CredentialHosts.Semrush);

    [Theory]
    [InlineData("http://api.semrush.com/")]
    [InlineData("http://localhost.evil.example/")]
    [InlineData("http://127.0.0.1.evil.example/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://me@localhost/")]
    [InlineData("http://localhost/?query")]
    [InlineData("/relative")]
    public void An_address_that_is_not_one_server_is_rejected(string address)
        => Assert.Throws<ArgumentException>(nameof(address), () => CredentialHosts.Only(new Uri(address, UriKind.RelativeOrAbsolute)));

    [Theory]
    [MemberData(nameof(ThisMachine))]
    public async Task This_machine_gets_it_over_http_only_where_it_is_named(string address)
    {
        await HeldCredential.AssertAllRefuse(new(address), CredentialHosts.Semrush);

        await HeldCredential.AssertAllServe(new(address), CredentialHosts.Only(new Uri(address)));
    }

    [Theory]
    [InlineData("http://localhost:8081/")]
    [InlineData("https://localhost:8080/")]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://me@localhost:8080/")]
    [InlineData("https://api.semrush.com/")]
    public Task A_server_of_this_machine_is_that_one_alone(string address)
        => HeldCredential.AssertAllRefuse(new(address), CredentialHosts.Only(new Uri("http://localhost:8080/")));

    [Fact]
    public Task A_relative_address_gets_nothing() => HeldCredential.AssertAllRefuse(new("/apis/v4", UriKind.Relative), CredentialHosts.Semrush);

    [Fact]
    public async Task Hosts_of_your_own_replace_Semrushs()
    {
        var hosts = CredentialHosts.Only("gateway.example");

        await new ApiKeyCredential(The.ApiKey, hosts).AuthenticateRequestAsync(new() { URI = new("https://Gateway.example/semrush/") }, null, The.Token);
        await HeldCredential.AssertAllRefuse(new("https://api.semrush.com/"), hosts);
        await HeldCredential.AssertAllRefuse(new("https://gateway.example.evil/"), hosts);
        await HeldCredential.AssertAllRefuse(new("http://localhost/"), hosts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://gateway.example")]
    [InlineData("gateway.example/path")]
    [InlineData("gateway.example:8443")]
    [InlineData("*.example")]
    public void An_invalid_host_name_is_rejected(string name) => Assert.Throws<ArgumentException>("names", () => CredentialHosts.Only(name));

    [Fact]
    public void A_credential_without_any_host_cannot_be_made() => Assert.Throws<ArgumentException>("names", () => CredentialHosts.Only());

    [Fact]
    public void Kiota_sees_the_same_hosts()
    {
        string[] hosts = ["api.semrush.com", "oauth.semrush.com"];

        Assert.Equal(hosts, new ApiKeyCredential(The.ApiKey).AllowedHostsValidator.AllowedHosts.Order());
        Assert.Equal(hosts, new StaticAccessTokenProvider(The.AccessToken).AllowedHostsValidator.AllowedHosts.Order());
        Assert.False(new ApiKeyCredential(The.ApiKey).AllowedHostsValidator.IsUrlHostValid(new("https://evil.example")));
    }

    [Fact]
    public async Task A_change_of_the_hosts_that_Kiota_sees_has_no_effect()
    {
        var provider = new StaticAccessTokenProvider(The.AccessToken);
        provider.AllowedHostsValidator.AllowedHosts = [];

        await Assert.ThrowsAsync<SemrushAuthenticationException>(
            () => provider.GetAuthorizationTokenAsync(new("https://evil.example/"), cancellationToken: The.Token));
    }
}
