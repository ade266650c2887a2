using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Examples;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>The emulator has a route for every operation: it responds to the generated client with the example of the contract.</summary>
public sealed class EmulatorRouteTests
{
    public static TheoryData<ContractCase> FirstExamples =>
    [
        .. ContractCase.All.Where(found => found.IsSuccess || found.Operation.IsNavigation).Where(found => found.Status < 400)
            .DistinctBy(found => found.Operation.Name),
    ];

    [Theory]
    [MemberData(nameof(FirstExamples))]
    public async Task An_operation_without_state_responds_with_its_example(ContractCase found)
    {
        await using var emulator = SemrushEmulator.Start(new SemrushEmulatorOptions { ExamplesOnly = true });
        using var client = emulator.CreateClient(options =>
        {
            if (!found.Operation.TakesKey)
                (options.ApiKey, options.AccessToken) = (null, emulator.AccessToken);
        });

        var result = await GeneratedMethod.CallAsync(client, found.Operation, found.RequestExample);

        if (result is Uri page)
        {
            await AssertIsAnswered(page, found.Status);
            return;
        }

        var call = Assert.Single(emulator.Calls);
        Assert.Equal((found.Operation.Contract.Name, found.Operation.Id, found.Status), (call.Contract, call.OperationId, call.Status));
        if (result is null)
            return;
        var (expected, actual) = (found.Data!.DeepClone(), GeneratedMethod.Rewrite(result));
        // Each response of the emulator has another request id.
        if (expected is JObject { } whole && whole["meta"]?["request_id"] is not null)
            whole["meta"]!["request_id"] = actual["meta"]!["request_id"];
        Document.AssertSame(expected, actual);
    }

    private static async Task AssertIsAnswered(Uri page, int status)
    {
        using var browser = Loopback.CreateClient();
        using var answer = await browser.GetAsync(page, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
    }
}
