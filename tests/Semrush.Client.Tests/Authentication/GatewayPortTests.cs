
namespace Semrush.Client.Tests.Authentication;

/// <summary>A gateway of the user's own gets the credential at the port that the settings name, and nobody else there does.</summary>
public sealed class GatewayPortTests
{
    [Fact]
    public async Task The_port_of_the_base_address_gets_the_key()
    {
        var stub = StubHandler.Returning(Response.Payload("map-rank-tracker.get-user-limits"));
        using var client = The.Client(stub, new() { ApiKey = The.ApiKey, BaseAddress = new("https://gateway.example:8443") });

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal([$"Apikey {The.ApiKey}"], stub.Request.Header("Authorization"));
    }

    [Theory]
    [InlineData("https://gateway.example:8443", "https://gateway.example/")]
    [InlineData("https://gateway.example:8443", "https://gateway.example:8444/")]
    [InlineData("http://127.0.0.1:8443", "https://127.0.0.1:8443/")]
    public async Task Another_port_does_not(string gateway, string address)
    {
        var stub = StubHandler.Returning();
        using var client = The.Client(stub, new() { ApiKey = The.ApiKey, BaseAddress = new(gateway) });

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.CreateRequestAdapter().SendNoContentAsync(new() { URI = new(address) }, cancellationToken: The.Token));

        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData("https://gateway.example:8443", "https://gateway.example:8443/apis/v4/limits?a=b")]
    [InlineData("https://gateway.example/base/", "https://gateway.example/base/apis/v4/limits?a=b")]
    public async Task A_request_to_a_server_of_Semrush_goes_to_the_gateway(string gateway, string address)
    {
        var stub = StubHandler.Returning(_ => Response.Data("{}"));
        using var client = The.Client(stub, new() { ApiKey = The.ApiKey, BaseAddress = new(gateway) });

        await client.CreateRequestAdapter().SendNoContentAsync(new() { URI = new("https://api.semrush.com/apis/v4/limits?a=b") }, cancellationToken: The.Token);

        Assert.Equal((address, $"Apikey {The.ApiKey}"), (stub.Request.Address, Assert.Single(stub.Request.Header("Authorization"))));
    }
}
