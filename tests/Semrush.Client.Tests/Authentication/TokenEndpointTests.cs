using Semrush.Client.Authentication;
using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Tests.Authentication;

public sealed class TokenEndpointTests
{
    [Fact]
    public void Of_two_faults_that_of_the_address_is_named()
    {
        var options = new DeviceFlowOptions { BaseAddress = new("http://gateway.example"), Timeout = TimeSpan.Zero };

        Assert.Contains("BaseAddress", Refusal(options), StringComparison.Ordinal);
        options.BaseAddress = null;
        Assert.Contains("Timeout", Refusal(options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_of_its_own_goes_with_it_and_one_that_is_lent_stays()
    {
        using var lent = new HttpClient(StubHandler.Answering(Answer.Json(Canary.Tokens)));
        var (own, borrower) = (Endpoint(http: null), Endpoint(lent));

        own.Dispose();
        borrower.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => RenewAsync(own));
        Assert.Equal(Canary.AccessToken, (await RenewAsync(borrower))!.AccessToken);
    }

    private static TokenEndpoint Endpoint(HttpClient? http) => new(new DeviceFlowOptions(), http, TimeProvider.System);

    private static Task<TokenSet?> RenewAsync(TokenEndpoint endpoint)
        => new TokenRefresh(endpoint, address: null, new("client", Canary.ClientSecret), TimeProvider.System).RenewAsync(The.Tokens, The.Token);

    private static string Refusal(DeviceFlowOptions options)
        => Assert.Throws<ArgumentException>(nameof(options), () => new TokenEndpoint(options, http: null, TimeProvider.System)).Message;
}
