using Semrush.Client.Http;

namespace Semrush.Client.Tests.Authentication;

/// <summary>A gateway of the user's own gets the credential at the port that the settings name, and nobody else there does.</summary>
public sealed class GatewayPortTests
{
    [Fact]
    public async Task The_port_of_the_base_address_gets_the_key()
    {
        var stub = StubHandler.Answering(Answer.Payload("map-rank-tracker.get-user-limits"));
        using var client = The.Client(stub, new() { ApiKey = The.ApiKey, BaseAddress = new("https://gateway.example:8443") });

        await client.MapRankTracker.GetUserLimitsAsync(The.Token);

        Assert.Equal([$"Apikey {The.ApiKey}"], stub.Request.Header("Authorization"));
    }

    [Theory]
    [InlineData("https://gateway.example:8443", "https://gateway.example/")]
    [InlineData("https://gateway.example:8443", "https://gateway.example:8444/")]
    [InlineData("https://gateway.example:8443", "https://api.semrush.com/")]
    [InlineData("http://127.0.0.1:8443", "https://127.0.0.1:8443/")]
    public async Task Another_port_or_host_does_not(string gateway, string address)
    {
        var stub = StubHandler.Answering(Answer.Payload("map-rank-tracker.get-user-limits"));
        using var client = The.Client(stub, new() { ApiKey = The.ApiKey, BaseAddress = new(gateway), AllowLoopbackHttp = true });
        var adapter = client.CreateRequestAdapter();

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => adapter.ConvertToNativeRequestAsync<HttpRequestMessage>(
            new() { HttpMethod = Microsoft.Kiota.Abstractions.Method.GET, URI = new(address) }, The.Token));
    }
}
