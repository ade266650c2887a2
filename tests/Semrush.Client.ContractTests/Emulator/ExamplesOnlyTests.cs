using Semrush.Client.ContractTests.Examples;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class ExamplesOnlyTests() : EmulatorTest(new SemrushEmulatorOptions { ExamplesOnly = true })
{
    [Fact]
    public async Task Identifiers_may_be_anything_and_nothing_changes()
    {
        await Tracker.DeleteCampaignAsync("anything", cancellationToken: Token);

        Assert.Equal("Pavlos souvlaki", (await Tracker.GetCampaignAsync("anything", cancellationToken: Token)).Name);
        Assert.Equal(23908, await CreditsAsync());
    }

    [Fact]
    public async Task An_example_has_a_request_id_of_its_own()
    {
        var (one, other) = (await Raw.GetAsync("limits"), await Raw.GetAsync("limits"));

        Assert.NotEqual((string?)one.Json["meta"]!["request_id"], (string?)other.Json["meta"]!["request_id"]);
        Document.AssertSame(one.Data, other.Data);
    }

    [Fact]
    public async Task Requests_are_checked()
    {
        (await Raw.GetAsync("limits?colour=red")).AssertViolates("colour");
        Raw.Authorization = null;
        (await Raw.GetAsync("limits")).AssertFails(401);
    }

    [Fact]
    public async Task Calls_fail_on_request()
    {
        Emulator.FailNext(Fault.Status(553));

        var thrown = await Assert.ThrowsAsync<SemrushApiException>(() => Tracker.GetUserLimitsAsync(cancellationToken: Token));

        Assert.Equal(553, (int)thrown.StatusCode!);
    }
}
