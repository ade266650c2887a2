using System.Threading.RateLimiting;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Limits.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Limits.Internal;

/// <summary>An operation with a limit of its own, beside that of the account.</summary>
public sealed class RouteLimitTests
{
    private static readonly ApiOperation Usual = new("Area.Usual", HttpMethod.Get, RetryClass.Safe);
    private static readonly ApiOperation TwoAMinute = new("Area.TwoAMinute", HttpMethod.Get, RetryClass.Safe) { Limit = new(2, 60, 0) };
    private static readonly ApiOperation OneAtOnce = new("Area.OneAtOnce", HttpMethod.Get, RetryClass.Safe) { Limit = new(0, 0, 1) };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Simulation _time = new();
    private readonly AccountLimits _account;
    private readonly CallLimits _limits;

    public RouteLimitTests()
    {
        _account = new(_time);
        _limits = _account.For(10, 10);
    }

    [Fact]
    public async Task Its_own_window_holds()
    {
        var starts = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            using var permit = await PassAsync(TwoAMinute);
            permit.Start();
            starts.Add((int)_time.Now.TotalSeconds);
        }

        Assert.Equal([0, 0, 60, 60, 120, 120], starts);
    }

    [Fact]
    public async Task Its_own_places_hold()
    {
        var first = await PassAsync(OneAtOnce);
        var second = _limits.EnterAsync(OneAtOnce, isRetry: false, isBulk: false, The.Token).AsTask();
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public void Who_waits_for_it_takes_no_place_from_other_operations()
    {
        for (var i = 0; i < 50; i++)
            _ = _limits.EnterAsync(OneAtOnce, isRetry: false, isBulk: false, The.Token).AsTask();

        var others = Enumerable.Range(0, 10).Select(_ => _limits.EnterAsync(Usual, isRetry: false, isBulk: false, The.Token).AsTask()).ToList();

        // One of the ten places is the one that the operation has.
        Assert.Equal(9, others.Count(other => other.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task A_bulk_of_the_operation_gives_way_to_its_single_calls_and_to_other_operations()
    {
        var order = new List<string>();
        var first = await PassAsync(OneAtOnce);
        var calls = Enumerable.Range(0, 200).Select(_ => NoteAsync(order, "bulk", OneAtOnce, isBulk: true)).ToList();
        calls.AddRange(Enumerable.Range(0, 3).Select(_ => NoteAsync(order, "single", OneAtOnce)));

        await NoteAsync(order, "other", Usual).WaitAsync(Patience, TimeProvider.System, The.Token);
        first.Dispose();
        await Task.WhenAll(calls).WaitAsync(Patience, TimeProvider.System, The.Token);

        Assert.Equal(["other", "bulk", "single", "single", "single", "bulk"], order[..6]);
    }

    [Fact]
    public async Task A_bulk_call_that_holds_a_permit_of_the_operation_does_not_wait_behind_other_bulks_and_single_calls()
    {
        var places = new List<CallPermit>();
        for (var i = 0; i < 10; i++)
            places.Add(await PassAsync(Usual));
        var others = Enumerable.Range(0, 200).Select(i => _limits.EnterAsync(Usual, isRetry: false, isBulk: i < 100, The.Token).AsTask()).ToList();
        var bulk = _limits.EnterAsync(OneAtOnce, isRetry: false, isBulk: true, The.Token).AsTask();
        var single = _limits.EnterAsync(OneAtOnce, isRetry: false, isBulk: false, The.Token).AsTask();

        // One of the other bulk and one single call were at the account's limit already.
        var atOnce = _account.Gates[0].Limiter;
        foreach (var (place, next) in places.Zip([others[0], others[100], bulk]))
        {
            while (atOnce.GetStatistics()!.CurrentQueuedCount < 2)
                await Task.Yield();
            Assert.False(next.IsCompleted);
            place.Dispose();
            await next.WaitAsync(Patience, TimeProvider.System, The.Token);
        }

        Assert.Equal(2, others.Count(other => other.IsCompleted));
        Assert.False(single.IsCompleted);
    }

    [Fact]
    public async Task A_retry_goes_before_calls_of_the_operation_that_were_never_sent()
    {
        var order = new List<string>();
        var first = await PassAsync(OneAtOnce);
        var calls = Enumerable.Range(0, 200).Select(_ => NoteAsync(order, "call", OneAtOnce)).ToList();
        calls.Add(NoteAsync(order, "retry", OneAtOnce, isRetry: true));

        first.Dispose();
        await Task.WhenAll(calls).WaitAsync(Patience, TimeProvider.System, The.Token);

        Assert.Equal(["call", "retry", "call"], order[..3]);
    }

    [Fact]
    public async Task It_counts_for_the_account_as_well()
    {
        foreach (var operation in Enumerable.Repeat(Usual, 9).Append(TwoAMinute))
        {
            using var permit = await PassAsync(operation);
            permit.Start();
        }

        Assert.False(_limits.EnterAsync(Usual, isRetry: false, isBulk: false, The.Token).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Clients_with_one_limiter_of_the_user_share_it()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 10, QueueLimit = 0 });
        using var held = await Limits().EnterAsync(OneAtOnce, isRetry: false, isBulk: false, The.Token);

        Assert.False(Limits().EnterAsync(OneAtOnce, isRetry: false, isBulk: false, The.Token).AsTask().IsCompleted);
        Assert.True(Limits().EnterAsync(Usual, isRetry: false, isBulk: false, The.Token).AsTask().IsCompleted);

        CallLimits Limits() => Account.LimitsFor(The.Limited.UseRateLimiter(limiter).UseTimeProvider(_time))(null)!;
    }

    private async Task<CallPermit> PassAsync(ApiOperation operation)
    {
        var entering = _limits.EnterAsync(operation, isRetry: false, isBulk: false, The.Token).AsTask();
        while (!entering.IsCompleted && _time.Next())
            await Task.WhenAny(entering, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, The.Token));
        return await entering.WaitAsync(Patience, TimeProvider.System, The.Token);
    }

    // Each is over as soon as it may start.
    private async Task NoteAsync(List<string> order, string name, ApiOperation operation, bool isRetry = false, bool isBulk = false)
    {
        using var permit = await _limits.EnterAsync(operation, isRetry, isBulk, The.Token);
        lock (order)
            order.Add(name);
    }
}
