using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.AppCenter;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Authentication;

public sealed class FlowNameTests
{
    [Theory]
    [InlineData("http://localhost:5000/oauth/", "http://localhost:5000/oauth")]
    [InlineData("https://oauth.semrush.com", "https://oauth.semrush.com")]
    [InlineData(null, "https://oauth.semrush.com")]
    public void The_server_of_the_settings_or_of_the_contract_is_part_of_the_name(string? address, string server)
    {
        using var flow = new DeviceFlow(new() { BaseAddress = address is null ? null : new(address) });

        Assert.Equal($"device;scope=user.id;server={server}", flow.Name);
    }

    [Fact]
    public void Client_and_scopes_cannot_be_taken_for_another_part()
    {
        using var flow = new AuthorizationCodeFlow(new()
        {
            ClientId = "a;server=b",
            ClientSecret = "secret",
            Scopes = { "user.id", "a;b" },
            BaseAddress = new("https://gateway.example"),
        });

        Assert.Equal("authorization-code;client=a%3Bserver%3Db;scope=a%3Bb,user.id;server=https://gateway.example", flow.Name);
    }

    [Fact]
    public async Task An_account_cannot_be_taken_for_another_part()
    {
        var store = new InMemoryTokenStore();
        await using var manager = new TokenManager(new FakeFlow(TimeProvider.System), store, account: "anna@example.com;account=ben");

        await manager.SignInAsync(The.Token);

        Assert.NotNull(await store.ReadAsync("fake;account=anna%40example.com%3Baccount%3Dben", The.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void A_blank_name_is_no_account(string account)
        => Assert.Throws<ArgumentException>(nameof(account), () => new TokenManager(new FakeFlow(TimeProvider.System), account: account));

    // In an attribute, half of a pair would become a character of its own.
    [Fact]
    public void Half_of_a_surrogate_pair_is_in_no_account()
        => Assert.StartsWith(
            "The name of an account has half of a surrogate pair.",
            Assert.Throws<ArgumentException>("account", () => new TokenManager(new FakeFlow(TimeProvider.System), account: "anna" + "\ud83d\ude00"[0])).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Each_flow_names_its_client_its_scopes_and_the_server_that_it_asks()
    {
        await AssertNamesAsync(
            http => new DeviceFlow(new DeviceFlowOptions { ClientId = "c", ClientSecret = "s" }.UsePrompt((_, _) => Task.CompletedTask), http),
            "device;client=c;scope=user.id;server=");
        await AssertNamesAsync(
            http => new AuthorizationCodeFlow(new AuthorizationCodeFlowOptions { ClientId = "c", ClientSecret = "s" }
                .UseBrowser((request, _) => Task.FromResult(new Uri($"{request.RedirectUri}?code=1&state={request.State}"))), http),
            "authorization-code;client=c;scope=user.id;server=");
        await AssertNamesAsync(
            http => new AhrefsFlow(new AhrefsFlowOptions { ClientId = "c", ClientSecret = "s", RedirectUri = "http://localhost/", InvitationUrl = new("https://ahrefs.com/invitation") }
                .UseBrowser((request, _) => Task.FromResult(new Uri($"http://localhost/?code=1&state={request.State}"))), http),
            "ahrefs;client=c;server=");
        await AssertNamesAsync(http => new AppCenterFlow(AnApp.FlowOptions, http), $"app-center;client={AnApp.Id};server=");
    }

    private static async Task AssertNamesAsync(Func<HttpClient, ITokenFlow> create, string name)
    {
        var stub = StubHandler.Returning(_ => Response.Empty(500));
        var flow = create(new HttpClient(stub));

        await Record.ExceptionAsync(() => flow.SignInAsync(The.Token));

        Assert.Equal(name + new Uri(stub.Request.Address).GetLeftPart(UriPartial.Authority), flow.Name);
    }
}
