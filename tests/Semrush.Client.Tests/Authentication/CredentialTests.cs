using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication;

public sealed class CredentialTests
{
    [Theory]
    [InlineData("canary\n")]
    [InlineData("canary\r\nX-Evil: 1")]
    [InlineData(" canary")]
    [InlineData("canary canary")]
    [InlineData("canary\t")]
    [InlineData("canary\u007f")]
    [InlineData("canärý")]
    [InlineData("\"canary\u201d")]
    public void A_text_that_no_header_can_carry_is_rejected_and_not_repeated(string text)
    {
        var key = Assert.Throws<ArgumentException>("apiKey", () => new ApiKeyCredential(text));
        var token = Assert.Throws<ArgumentException>("accessToken", () => new StaticAccessTokenProvider(text));

        Assert.DoesNotContain("can", key.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("can", token.Message.Replace("accessToken", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_text_is_rejected()
    {
        Assert.Throws<ArgumentException>("apiKey", () => new ApiKeyCredential(""));
        Assert.Throws<ArgumentNullException>("apiKey", () => new ApiKeyCredential(null!));
        Assert.Throws<ArgumentException>("accessToken", () => new StaticAccessTokenProvider(""));
        Assert.Throws<ArgumentNullException>("accessToken", () => new StaticAccessTokenProvider(null!));
    }

    [Fact]
    public void The_text_of_a_credential_has_no_secret()
    {
        Assert.Equal(nameof(ApiKeyCredential), new ApiKeyCredential(The.ApiKey).ToString());
        Assert.Equal(nameof(StaticAccessTokenProvider), new StaticAccessTokenProvider(The.AccessToken).ToString());
    }

    [Fact]
    public async Task A_request_of_Kiota_gets_the_key_once_however_often_it_is_authenticated()
    {
        var request = new RequestInformation { URI = new("https://api.semrush.com/x") };
        request.Headers.Add("Authorization", "Bearer of somebody else");
        var credential = new ApiKeyCredential(The.ApiKey);

        await credential.AuthenticateRequestAsync(request, cancellationToken: The.Token);
        await credential.AuthenticateRequestAsync(request, cancellationToken: The.Token);

        Assert.Equal([$"Apikey {The.ApiKey}"], request.Headers["Authorization"]);
    }

    [Fact]
    public async Task A_request_of_Kiota_to_another_host_gets_nothing()
    {
        var request = new RequestInformation { URI = new("https://evil.example/x") };

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => new ApiKeyCredential(The.ApiKey).AuthenticateRequestAsync(request, cancellationToken: The.Token));
        Assert.Empty(request.Headers);
    }

    [Fact]
    public async Task A_token_serves_Kiotas_bearer_provider()
    {
        var request = new RequestInformation { URI = new("https://api.semrush.com/x") };

        await new BaseBearerTokenAuthenticationProvider(new StaticAccessTokenProvider(The.AccessToken)).AuthenticateRequestAsync(request, cancellationToken: The.Token);

        Assert.Equal([$"Bearer {The.AccessToken}"], request.Headers["Authorization"]);
    }
}
