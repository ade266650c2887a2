using System.Diagnostics;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Limits.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Limits.Internal;

/// <summary>Clients of one account whose settings differ.</summary>
public sealed class AccountLimitsTests
{
    private const int Calls = 60;

    private static readonly ApiOperation Operation = new("Area.Operation", HttpMethod.Get, RetryClass.Safe);

    private readonly Simulation _time = new();
    private readonly List<(string Client, TimeSpan At)> _starts = [];
    private int _done;

    [Fact]
    public async Task Each_client_keeps_to_its_own_rate_and_all_together_to_the_widest()
    {
        var account = new AccountLimits(_time);
        // The wider one comes later, and counts what the narrow one starts from then on.
        var clients = new Dictionary<string, CallLimits> { ["narrow"] = account.For(3, 10), ["wide"] = account.For(10, 10) };
        foreach (var (name, limits) in clients)
            for (var i = 0; i < Calls; i++)
                Begin(name, limits);

        do
            await SettleAsync(account);
        while (_time.Next());

        Assert.Equal(Calls * 2, _starts.Count);
        Assert.Equal(3, MostWithinASecond("narrow"));
        Assert.InRange(MostWithinASecond("wide"), 7, 10);
        Assert.Equal(10, MostWithinASecond(null));
        Assert.All(account.Gates, gate => Assert.Equal(gate.Width, gate.Limiter.GetStatistics()!.CurrentAvailablePermits));
    }

    [Fact]
    public async Task A_wider_limit_that_comes_later_counts_what_narrower_clients_start_from_then_on()
    {
        var account = new AccountLimits(_time);
        var narrow = account.For(3, 3);
        (await narrow.EnterAsync(Operation, isRetry: false, isBulk: false, The.Token)).Dispose();

        account.For(10, 10);
        using var permit = await narrow.EnterAsync(Operation, isRetry: false, isBulk: false, The.Token);

        Assert.All(account.Gates, gate => Assert.Equal(gate.Width - 1, gate.Limiter.GetStatistics()!.CurrentAvailablePermits));
    }

    [Theory]
    [InlineData(10, 8, new[] { "8 at once", "10 a second" })]
    [InlineData(8, 10, new[] { "8 at once", "8 a second", "10 at once", "10 a second" })]
    [InlineData(5, 20, new[] { "5 a second", "8 at once", "10 a second", "20 at once" })]
    public void The_narrowest_gate_comes_first_and_none_twice(int requestsPerSecond, int concurrentRequests, string[] gates)
    {
        var account = new AccountLimits(_time);
        account.For(10, 8);
        account.For(requestsPerSecond, concurrentRequests);

        Assert.Equal(gates, account.Gates.Select(gate => $"{gate.Width} {(gate.CountsStarts ? "a second" : "at once")}"));
    }

    private int MostWithinASecond(string? client)
    {
        var starts = _starts.Where(start => client is null || start.Client == client).Select(start => start.At).ToList();
        return starts.Max(first => starts.Count(start => start >= first && start < first + TimeSpan.FromSeconds(1)));
    }

    private void Begin(string client, CallLimits limits) => limits.EnterAsync(Operation, isRetry: false, isBulk: false, The.Token).AsTask().ContinueWith(
        entered =>
        {
            using var permit = entered.Result;
            lock (_starts)
                _starts.Add((client, _time.Now));
            permit.Start();
            Interlocked.Increment(ref _done);
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    // Until every call has started or waits at a gate.
    private async Task SettleAsync(AccountLimits account)
    {
        var since = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _done) + account.Gates.Reverse().Sum(gate => gate.Limiter.GetStatistics()!.CurrentQueuedCount) + account.Queues.Sum(queue => queue.Count) != Calls * 2)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(30), "A call neither waits nor starts.");
            await Task.Yield();
        }
    }
}
