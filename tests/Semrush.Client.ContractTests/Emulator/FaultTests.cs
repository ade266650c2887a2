using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Examples;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class FaultTests : EmulatorTest
{
    public static TheoryData<string> Kinds => [.. ByName.Keys];

    private static Dictionary<string, Fault> ByName { get; } = new()
    {
        ["status"] = Fault.Status(550),
        ["status with JSON"] = Fault.Status(500, new JObject { ["error"] = "server_error" }),
        ["status with text"] = Fault.Status(502, "<h1>Bad gateway</h1>", "text/html"),
        ["retry after seconds"] = Fault.RetryAfter(429, TimeSpan.FromSeconds(3)),
        ["retry after date"] = Fault.RetryAfter(503, DateTimeOffset.UnixEpoch),
        ["broken body"] = Fault.BrokenBody(),
        ["malformed chunk"] = Fault.MalformedChunk(),
        ["empty response"] = Fault.EmptyResponse(),
        ["disconnect"] = Fault.Disconnect(),
        ["lost answer"] = Fault.LostAnswer(),
        ["late status"] = Fault.Status(550).After(TimeSpan.FromTicks(1)),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_next_calls_fail_and_the_one_after_them_does_not(string kind)
    {
        Emulator.FailNext(ByName[kind], times: 2);

        await Assert.ThrowsAnyAsync<SemrushApiException>(() => Tracker.GetUserLimitsAsync(cancellationToken: Token));
        await Assert.ThrowsAnyAsync<SemrushApiException>(DemoCampaignAsync);
        Assert.NotNull(await Tracker.GetUserLimitsAsync(cancellationToken: Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Only_the_named_operation_fails(string kind)
    {
        Emulator.FailNext(ByName[kind], operationId: "GetCampaign");

        await Tracker.GetUserLimitsAsync(cancellationToken: Token);
        await Assert.ThrowsAnyAsync<SemrushApiException>(DemoCampaignAsync);
        await DemoCampaignAsync();
    }

    [Fact]
    public async Task An_operation_may_be_named_with_its_contract()
    {
        Raw.Authorization = null;
        Emulator.FailNext(Fault.Status(503), operationId: "OAuth.CreateAccessToken");

        Assert.Equal(400, (await Raw.SendAsync("POST", "/oauth2/token.php")).Status);
        Assert.Equal(503, (await Raw.SendAsync("POST", "/oauth2/access_token")).Status);
    }

    [Fact]
    public async Task Faults_come_in_the_order_in_which_they_were_added()
    {
        Emulator.FailNext(Fault.Status(550), operationId: "GetCampaign");
        Emulator.FailNext(Fault.Status(429));
        Emulator.FailNext(Fault.Status(553));

        Assert.Equal(429, (await Raw.GetAsync("limits")).Status);
        Assert.Equal(550, (await Raw.GetAsync($"campaigns/{Demo["id"]}")).Status);
        Assert.Equal(553, (await Raw.GetAsync($"campaigns/{Demo["id"]}")).Status);
        Assert.Equal(200, (await Raw.GetAsync($"campaigns/{Demo["id"]}")).Status);
    }

    [Fact]
    public async Task A_status_in_place_of_a_call_leaves_everything_as_it_was()
    {
        var before = Emulator.MapRankTracker.CreditsAvailable;
        Emulator.FailNext(Fault.Status(550));

        await Assert.ThrowsAsync<SemrushApiException>(() => Tracker.CollectCampaignAsync((string)Demo["id"]!, cancellationToken: Token));

        Assert.Equal(before, Emulator.MapRankTracker.CreditsAvailable);
    }

    [Theory]
    [InlineData("disconnect", 0)]
    [InlineData("lost answer", 49 * 3)]
    public async Task A_connection_breaks_before_or_after_the_call_is_carried_out(string kind, int cost)
    {
        var before = Emulator.MapRankTracker.CreditsAvailable;
        Emulator.FailNext(ByName[kind]);

        var thrown = await Assert.ThrowsAsync<SemrushConnectionException>(() => Tracker.CollectCampaignAsync((string)Demo["id"]!, cancellationToken: Token));

        Assert.Equal((false, false), (thrown.NeverSent, thrown.IsTimeout));
        Assert.Equal(before - cost, Emulator.MapRankTracker.CreditsAvailable);
        Assert.Equal("CollectCampaign", Assert.Single(Emulator.Calls).OperationId);
    }

    [Theory]
    [InlineData("broken body")]
    [InlineData("malformed chunk")]
    [InlineData("empty response")]
    public async Task A_corrupted_response_belongs_to_a_call_that_was_executed(string kind)
    {
        var before = Emulator.MapRankTracker.CreditsAvailable;
        Emulator.FailNext(ByName[kind]);

        var thrown = await Assert.ThrowsAnyAsync<SemrushApiException>(() => Tracker.CollectCampaignAsync((string)Demo["id"]!, cancellationToken: Token));

        Assert.Equal(before - (49 * 3), Emulator.MapRankTracker.CreditsAvailable);
        Assert.False(thrown.IsRetryable);
        Assert.Equal(200, Emulator.Calls[^1].Status);
    }

    [Fact]
    public async Task A_status_has_the_documented_body_of_the_operation()
    {
        Emulator.FailNext(Fault.Status(429));
        Emulator.FailNext(Fault.Status(401));
        Emulator.FailNext(Fault.Status(418));

        var documented = await Raw.GetAsync("limits");
        documented.AssertFails(429);
        Assert.Equal("Too Many Requests", (string)documented.Json["error"]!["message"]!);
        Document.AssertSame(new JObject { ["error"] = "invalid_client" }, (await Raw.SendAsync("POST", "/oauth2/access_token")).Json);
        (await Raw.GetAsync("limits")).AssertFails(418);
    }

    [Fact]
    public async Task A_status_may_have_a_given_body()
    {
        Emulator.FailNext(Fault.Status(403, new JObject { ["error"] = new JObject { ["code"] = 7, ["message"] = "No" } }));
        Emulator.FailNext(Fault.Status(502, "<h1>Bad gateway</h1>", "text/html").WithHeader("X-Cache", "miss"));

        var said = await Assert.ThrowsAsync<SemrushApiException>(() => Tracker.GetUserLimitsAsync(cancellationToken: Token));
        var page = await Assert.ThrowsAsync<SemrushApiException>(() => Tracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.Equal((403, "7", "No"), ((int)said.StatusCode!, said.ErrorCode, said.ErrorMessage));
        Assert.Equal((502, "<h1>Bad gateway</h1>"), ((int)page.StatusCode!, page.RawBody));
        Assert.Equal(["miss"], page.ResponseHeaders["X-Cache"]);
    }

    [Fact]
    public async Task A_fault_also_meets_calls_that_go_nowhere()
    {
        Emulator.FailNext(Fault.Status(553), operationId: "GetCampaign");
        Emulator.FailNext(Fault.Status(550));

        Assert.Equal(550, (await Raw.SendAsync("GET", "/nowhere")).Status);
    }

    [Fact]
    public void An_invalid_fault_is_rejected()
    {
        Assert.Throws<ArgumentException>(() => Emulator.FailNext(Fault.Status(550), operationId: "GetNothing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Emulator.FailNext(Fault.Status(550), times: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Status(99));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Delay(TimeSpan.FromSeconds(-1)));
    }
}
