using Semrush.Client.ContractTests.Contracts;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>The limits that contracts state for single operations. No contract has one now; the drill adds one to a copy of the repository.</summary>
public sealed class OperationLimitTests : EmulatorTest
{
    private readonly StoppedClock _clock;

    public OperationLimitTests()
        : this(new StoppedClock())
    {
    }

    private OperationLimitTests(StoppedClock clock)
        : base(new SemrushEmulatorOptions { TimeProvider = clock, RateLimit = new() { RequestsPerSecond = 1000, ConcurrentRequests = 100 } }) => _clock = clock;

    public static TheoryData<string> Limited =>
    [
        .. ContractDocument.All.SelectMany(contract => contract.Operations).Where(operation => operation.Node["x-semrush-rate-limit"] is not null).Select(operation => operation.Name),
    ];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Limited))]
    public async Task The_requests_of_a_window_are_limited_for_this_operation_and_credential_only(string name)
    {
        var operation = OperationDocument.Find(name);
        if (operation.Node["x-semrush-rate-limit"]!["requests"] is not { } requests)
            return;

        for (var i = 0; i < (int)requests; i++)
            Assert.NotEqual(429, await SendAsync(operation));
        Assert.Equal(429, await SendAsync(operation));
        Assert.Equal(200, (await Raw.GetAsync("limits")).Status);
        Raw.Authorization = $"Bearer {Emulator.AccessToken}";
        Assert.NotEqual(429, await SendAsync(operation));

        Raw.Authorization = $"Apikey {Emulator.ApiKey}";
        var window = TimeSpan.FromSeconds((int)operation.Node["x-semrush-rate-limit"]!["seconds"]!);
        _clock.Advance(window - TimeSpan.FromSeconds(1));
        Assert.Equal(429, await SendAsync(operation));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(429, await SendAsync(operation));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Limited))]
    public async Task The_calls_in_progress_are_limited_for_this_operation_only(string name)
    {
        var operation = OperationDocument.Find(name);
        if (operation.Node["x-semrush-rate-limit"]!["concurrent"] is not { } concurrent)
            return;

        Emulator.FailNext(Fault.Delay(TimeSpan.FromMinutes(10)), (int)concurrent, operation.Name);
        var late = Enumerable.Range(0, (int)concurrent).Select(_ => SendAsync(operation)).ToArray();
        await _clock.WhenAwaitedAsync(late);

        Assert.Equal(429, await SendAsync(operation));
        Assert.Equal(200, (await Raw.GetAsync("limits")).Status);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await Task.WhenAll(late);
        Assert.NotEqual(429, await SendAsync(operation));
    }

    private async Task<int> SendAsync(OperationDocument operation) => (await Raw.SendAsync(operation.Method.ToUpperInvariant(), operation.PathWith("1"))).Status;
}
