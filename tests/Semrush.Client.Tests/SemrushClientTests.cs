namespace Semrush.Client.Tests;

public sealed class SemrushClientTests
{
    private readonly StubHandler _stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-user-limits"));

    [Fact]
    public async Task An_HttpClient_of_the_application_is_not_disposed()
    {
        using var http = new HttpClient(_stub);
        var client = new SemrushClient(The.Options, http);

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        client.Dispose();
        client.Dispose();

        Assert.False(_stub.IsDisposed);
        using var response = await http.GetAsync(new Uri("https://api.semrush.com/"), The.Token);
    }

    [Fact]
    public async Task Connections_of_the_client_are_closed()
    {
        var client = new SemrushClient(The.Options);

        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
    }

    [Fact]
    public void Each_area_is_made_once()
    {
        using var client = The.Client(_stub);

        Assert.Same(client.MapRankTracker, client.MapRankTracker);
        Assert.Same(client.OAuth, client.OAuth);
    }

    [Theory]
    [InlineData("https://gateway.example", "https://gateway.example/apis/v4/map-rank-tracker/v0/limits")]
    [InlineData("https://gateway.example/", "https://gateway.example/apis/v4/map-rank-tracker/v0/limits")]
    [InlineData("https://gateway.example/semrush/", "https://gateway.example/semrush/apis/v4/map-rank-tracker/v0/limits")]
    [InlineData("https://bücher.example/", "https://bücher.example/apis/v4/map-rank-tracker/v0/limits")]
    [InlineData("https://[2001:db8::1]/", "https://[2001:db8::1]/apis/v4/map-rank-tracker/v0/limits")]
    [InlineData("http://localhost:9091", "http://localhost:9091/apis/v4/map-rank-tracker/v0/limits")]
    public async Task One_address_can_replace_all_servers_and_gets_the_key(string baseAddress, string address)
    {
        var options = The.Options;
        options.BaseAddress = new(baseAddress);
        using var client = The.Client(_stub, options);

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(address, _stub.Request.Address);
        Assert.Equal([$"Apikey {The.ApiKey}"], _stub.Request.Header("Authorization"));
        Assert.Equal(new Uri(new(baseAddress), new Uri(baseAddress).AbsolutePath.TrimEnd('/') + "/oauth2/authorize").AbsoluteUri, Authorize(client).GetLeftPart(UriPartial.Path));
    }

    [Fact]
    public void Without_a_BaseAddress_each_area_is_at_the_server_of_its_contract()
    {
        using var client = The.Client(_stub);

        Assert.Equal(
            "https://oauth.semrush.com/oauth2/authorize?client_id=id&redirect_uri=https%3A%2F%2Fapp.example%2F&response_type=code&scope=user.id,domains.info&state=s",
            Authorize(client).AbsoluteUri);
        Assert.StartsWith("https://ahrefs.com/", client.AhrefsOAuth.GetAuthorizeAhrefsUri("s").AbsoluteUri, StringComparison.Ordinal);
    }

    private static Uri Authorize(SemrushClient client) => client.OAuth.GetAuthorizeUri("id", "https://app.example/", "code", new() { Scope = ["user.id", "domains.info"], State = "s" });
}
