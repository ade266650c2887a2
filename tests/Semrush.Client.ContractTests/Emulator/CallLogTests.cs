using Newtonsoft.Json;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class CallLogTests : EmulatorTest
{
    [Fact]
    public async Task Calls_are_kept_in_the_order_in_which_they_came()
    {
        var id = (string)Demo["id"]!;
        await Tracker.GetUserLimitsAsync(cancellationToken: Token);
        await Tracker.UpdateCampaignAsync(id, new() { Name = "New" }, cancellationToken: Token);
        await Tracker.DeleteCampaignAsync(id, cancellationToken: Token);
        await Assert.ThrowsAsync<SemrushApiException>(DemoAgainAsync);
        await Raw.SendAsync("GET", "/nowhere?a=%20b");

        Assert.Equal(["GetUserLimits", "UpdateCampaign", "DeleteCampaign", "GetCampaign", null], Emulator.Calls.Select(call => call.OperationId));
        Assert.Equal(["MapRankTracker", "MapRankTracker", "MapRankTracker", "MapRankTracker", null], Emulator.Calls.Select(call => call.Contract));
        Assert.Equal(["GET", "PATCH", "DELETE", "GET", "GET"], Emulator.Calls.Select(call => call.Method));
        Assert.Equal([200, 200, 200, 404, 404], Emulator.Calls.Select(call => call.Status!.Value));
        Assert.Equal([null, """{"name":"New"}""", null, null, null], Emulator.Calls.Select(call => call.Body));
        Assert.Equal("/nowhere?a=%20b", Emulator.Calls[^1].PathAndQuery);
        Assert.Equal("GET /nowhere -> 404", Emulator.Calls[^1].ToString());

        Task DemoAgainAsync() => Tracker.GetCampaignAsync(id, cancellationToken: Token);
    }

    [Fact]
    public async Task What_was_read_of_the_calls_does_not_change()
    {
        await Tracker.GetUserLimitsAsync(cancellationToken: Token);
        var calls = Emulator.Calls;

        await Tracker.GetUserLimitsAsync(cancellationToken: Token);

        Assert.Equal((1, 2), (calls.Count, Emulator.Calls.Count));
    }

    [Fact]
    public async Task No_call_shows_its_credential()
    {
        await Tracker.GetUserLimitsAsync(cancellationToken: Token);
        foreach (var header in new[] { $"Bearer {Emulator.AccessToken}", Emulator.ApiKey, $"{Emulator.ApiKey} ", null })
        {
            Raw.Authorization = header;
            await Raw.GetAsync("limits");
        }

        Assert.Equal(["Apikey", "Bearer", "", "", null], Emulator.Calls.Select(call => call.AuthorizationScheme));
        var shown = JsonConvert.SerializeObject(Emulator.Calls) + string.Concat(Emulator.Calls);
        Assert.DoesNotContain(Emulator.ApiKey, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.AccessToken, shown, StringComparison.Ordinal);
    }
}
