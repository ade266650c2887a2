using Microsoft.Kiota.Abstractions;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication;

/// <summary>What is said of a credential, a host or a scope that cannot be used.</summary>
public sealed class CredentialFailureTextTests
{
    [Fact]
    public void A_credential_that_cannot_be_sent_is_explained()
    {
        Assert.StartsWith("apiKey is empty.", Assert.Throws<ArgumentException>(() => new ApiKeyCredential("")).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "apiKey has a space, a line break or a character beyond ASCII: check how it was read.",
            Assert.Throws<ArgumentException>(() => new ApiKeyCredential("a b")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ", false)]
    [InlineData("!", true)]
    [InlineData("~", true)]
    [InlineData("\u007f", false)]
    public void A_header_carries_what_is_visible_in_ASCII(string text, bool isRight)
        => Assert.Equal(isRight, Record.Exception(() => new ApiKeyCredential($"a{text}")) is null);

    [Fact]
    public void Hosts_that_cannot_be_used_are_explained()
    {
        Assert.StartsWith(
            "Name at least one host: a credential without hosts would go anywhere.",
            Assert.Throws<ArgumentException>(() => CredentialHosts.Only()).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "'a/b' is not a host name: give it without scheme, port and path.",
            Assert.Throws<ArgumentException>(() => CredentialHosts.Only("a/b")).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("names", () => CredentialHosts.Only((string[])null!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a\tb")]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    public void Several_scopes_in_one_entry_are_explained(string scope)
        => Assert.Equal(
            "Scopes has an entry that is empty, or several in one: give each scope a separate entry.",
            Assert.Throws<ArgumentException>(() => new DeviceFlow(new() { Scopes = { scope } })).Message);

    [Fact]
    public async Task Missing_arguments_are_named()
    {
        await Assert.ThrowsAsync<ArgumentNullException>("request", () => new ApiKeyCredential(The.ApiKey).AuthenticateRequestAsync(null!, cancellationToken: The.Token));
        await Assert.ThrowsAsync<ArgumentNullException>(
            "address", () => new StaticAccessTokenProvider(The.AccessToken).GetAuthorizationTokenAsync(null!, cancellationToken: The.Token));
        Assert.Equal("ClientId is missing.", Assert.Throws<ArgumentException>(() => new DeviceFlow(new() { ClientSecret = "secret" })).Message);
        Assert.Equal("ClientSecret is missing.", Assert.Throws<ArgumentException>(() => new DeviceFlow(new() { ClientId = "id", ClientSecret = "" })).Message);
        new DeviceFlow(new() { ClientId = "" }).Dispose();
    }

    [Fact]
    public async Task Hosts_of_your_own_are_kept_by_both_credentials()
    {
        var hosts = CredentialHosts.Only("gateway.example");
        var request = new RequestInformation { URI = new("https://gateway.example/x") };

        await new ApiKeyCredential(The.ApiKey, hosts).AuthenticateRequestAsync(request, cancellationToken: The.Token);

        Assert.Equal([$"Apikey {The.ApiKey}"], request.Headers["Authorization"]);
        Assert.Equal(The.AccessToken, await new StaticAccessTokenProvider(The.AccessToken, hosts).GetAuthorizationTokenAsync(request.URI, cancellationToken: The.Token));
    }
}
