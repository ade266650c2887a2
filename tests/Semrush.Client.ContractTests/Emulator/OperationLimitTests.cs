using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>The limits that contracts state for single operations.</summary>
public sealed class OperationLimitTests : EmulatorTest
{
    private readonly StoppedClock _clock;

    public OperationLimitTests()
        : this(new StoppedClock())
    {
    }

    private OperationLimitTests(StoppedClock clock)
        : base(new SemrushEmulatorOptions { TimeProvider = clock, RateLimit = new() { RequestsPerSecond = 1000, ConcurrentRequests = 100 } }) => _clock = clock;

    private static IEnumerable<(OperationDocument Operation, JToken Limit)> Limited =>
        from contract in ContractDocument.All
        from operation in contract.Operations
        where operation.Node["x-semrush-rate-limit"] is not null
        select (operation, operation.Node["x-semrush-rate-limit"]!);

    [Fact]
    public async Task The_requests_of_a_window_are_limited_for_one_operation_and_credential()
    {
        foreach (var (operation, limit) in Limited.Where(limited => limited.Limit["requests"] is not null))
        {
            for (var i = 0; i < (int)limit["requests"]!; i++)
                Assert.NotEqual(429, await SendAsync(operation));
            Assert.Equal(429, await SendAsync(operation));
            Assert.Equal(200, (await Raw.GetAsync("limits")).Status);
            Raw.Authorization = $"Bearer {Emulator.AccessToken}";
            Assert.NotEqual(429, await SendAsync(operation));

            Raw.Authorization = $"Apikey {Emulator.ApiKey}";
            _clock.Advance(TimeSpan.FromSeconds((int)limit["seconds"]! - 1));
            Assert.Equal(429, await SendAsync(operation));
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.NotEqual(429, await SendAsync(operation));
        }
    }

    [Fact]
    public async Task The_calls_in_progress_are_limited_for_one_operation()
    {
        foreach (var (operation, limit) in Limited.Where(limited => limited.Limit["concurrent"] is not null))
        {
            var concurrent = (int)limit["concurrent"]!;
            Emulator.FailNext(Fault.Delay(TimeSpan.FromMinutes(10)), concurrent, operation.Name);
            var late = Enumerable.Range(0, concurrent).Select(_ => SendAsync(operation)).ToArray();
            await _clock.WhenAwaitedAsync(late);

            Assert.Equal(429, await SendAsync(operation));
            Assert.Equal(200, (await Raw.GetAsync("limits")).Status);
            _clock.Advance(TimeSpan.FromMinutes(10));
            await Task.WhenAll(late);
            Assert.NotEqual(429, await SendAsync(operation));
        }
    }

    private async Task<int> SendAsync(OperationDocument operation) => (await Raw.SendAsync(operation.Method.ToUpperInvariant(), operation.PathWith("1"))).Status;
}
