using Newtonsoft.Json.Linq;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>The pages of the emulator that Semrush does not have.</summary>
public sealed class ControlPageTests : EmulatorTest
{
    [Fact]
    public async Task State_counts_the_calls_without_requests_for_its_pages()
    {
        Emulator.FailNext("GetHeatmap=503x3");
        await Raw.GetAsync("limits");
        await Raw.GetAsync("campaigns/unknown");
        Raw.Authorization = "Apikey unknown";
        await Raw.GetAsync("limits");
        Emulator.FailNext(Fault.Status(550));

        var state = (JObject)(await Raw.SendAsync("GET", "/emulator/state")).Json;

        var account = (JObject)Assert.Single(state["accounts"]!);
        Assert.Equal("""{"200":1,"404":1}""", account["calls"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal("""{"401":1}""", state["otherCalls"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal(["GetHeatmap=503x3", "550"], state["faults"]!.Values<string>());
        Assert.Equal((2, 24325, 2, 1), ((int)account["campaigns"]!.Count(), (int)account["creditsAvailable"]!, (int)account["locations"]!, (int)account["projects"]!));
        Assert.Equal(3, Emulator.Calls.Count);
    }

    [Fact]
    public async Task Page_shows_the_state_and_no_secret()
    {
        await Raw.GetAsync("limits");
        var codes = await Client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: Token);

        var page = await Raw.SendAsync("GET", "/");

        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.All(
            ["Pavlos souvlaki", (string)Demo["id"]!, "GetUserLimits", $"code={codes.UserCode}", $"client_id={Emulator.Authorization.ClientId}"],
            text => Assert.Contains(text, page.Text, StringComparison.Ordinal));
        Assert.All(
            [Emulator.ApiKey, Emulator.AccessToken, Emulator.Authorization.ClientSecret, codes.DeviceCode!],
            secret => Assert.DoesNotContain(secret, page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(Emulator.ApiKey, (await Raw.SendAsync("GET", "/emulator/state")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_a_user_is_shown_as_text()
    {
        await SeedAsync(new() { Name = "<script>alert(1)</script>" });

        Assert.Contains("&lt;script&gt;alert(1)", (await Raw.SendAsync("GET", "/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_process_can_reset_the_state()
    {
        await Tracker.DeleteCampaignAsync((string)Demo["id"]!, cancellationToken: Token);
        Emulator.FailNext(Fault.Status(550));

        Assert.Equal(204, (await Raw.SendAsync("POST", "/emulator/reset")).Status);

        Assert.Equal(2, Emulator.MapRankTracker.Campaigns.Count);
        Assert.Empty(Emulator.Calls);
        Assert.Equal(200, (await Raw.GetAsync("limits")).Status);
    }

    [Theory]
    [InlineData("GetUserLimits=503x2", new[] { 503, 503, 200 })]
    [InlineData("429:2", new[] { 429, 200 })]
    [InlineData("GetCampaign=503", new[] { 200 })]
    [InlineData("empty-response", new[] { 200 })]
    public async Task Another_process_can_add_a_failure(string fault, int[] statuses)
    {
        Assert.Equal(204, (await Raw.SendAsync("POST", "/emulator/faults", fault, "text/plain")).Status);

        foreach (var status in statuses)
            Assert.Equal(status, (await Raw.GetAsync("limits")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("503x")]
    [InlineData("delay")]
    [InlineData("GetUserLimits=")]
    [InlineData("oops")]
    [InlineData("099")]
    [InlineData("503x0")]
    [InlineData("NoOperation=503")]
    public async Task Invalid_failure_is_rejected_with_a_reason(string fault)
    {
        var response = await Raw.SendAsync("POST", "/emulator/faults", fault, "text/plain");

        Assert.Equal(400, response.Status);
        Assert.NotEmpty((string)response.Json["message"]!);
        Assert.Equal(200, (await Raw.GetAsync("limits")).Status);
    }

    [Fact]
    public async Task Page_of_another_site_can_change_nothing()
    {
        using var http = Loopback.CreateClient(Emulator.Address);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/emulator/faults") { Content = new StringContent("503"), Headers = { { "Origin", "https://attacker.example" } } };
        using var response = await http.SendAsync(request, Token);

        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal(200, (await Raw.GetAsync("limits")).Status);
    }

    [Theory]
    [InlineData("503", "503")]
    [InlineData("GetHeatmap=disconnectx2", "GetHeatmap=disconnectx2")]
    [InlineData("delay:0.5", "delay:0.5")]
    [InlineData("lost-response:1x3", "lost-response:1x3")]
    [InlineData("broken-body", "broken-body")]
    [InlineData("malformed-chunk", "malformed-chunk")]
    [InlineData("429:2", "429")]
    public async Task Pending_failures_are_in_the_state(string fault, string shown)
    {
        Emulator.FailNext(fault);

        Assert.Equal([shown], (await Raw.SendAsync("GET", "/emulator/state")).Json["faults"]!.Values<string>());
    }
}
