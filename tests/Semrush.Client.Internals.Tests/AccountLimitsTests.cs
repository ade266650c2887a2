using System.Threading.RateLimiting;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Limits.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Internals.Tests;

/// <summary>The limits of an account: that of an operation, that of a client with a narrower one, that of all, and a limiter of the user's.</summary>
public sealed class AccountLimitsTests
{
    private const int Calls = 60;

    private static readonly ApiOperation Usual = new("Area.Usual", HttpMethod.Get, RetryClass.Safe);
    private static readonly ApiOperation TwoAMinute = new("Area.TwoAMinute", HttpMethod.Get, RetryClass.Safe) { Limit = new(2, 60, 0) };
    private static readonly ApiOperation OneAtOnce = new("Area.OneAtOnce", HttpMethod.Get, RetryClass.Safe) { Limit = new(0, 0, 1) };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeClock _time = new();
    private readonly AccountLimits _account;

    public AccountLimitsTests()
    {
        _account = new(_time);
        _account.Widen(10, 10);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operation_keeps_its_window()
    {
        var starts = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            using var permit = await PassAsync(TwoAMinute);
            permit.Start();
            starts.Add((int)_time.Elapsed.TotalSeconds);
        }

        Assert.Equal([0, 0, 60, 60, 120, 120], starts);
    }

    [Fact]
    public async Task An_operation_keeps_its_number_of_concurrent_requests()
    {
        var first = await PassAsync(OneAtOnce);
        var second = EnterAsync(OneAtOnce);
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second.WaitAsync(Patience, Token)).Dispose();
    }

    [Fact]
    public void A_call_that_waits_for_the_limit_of_its_operation_takes_no_place_from_others()
    {
        for (var i = 0; i < 50; i++)
            _ = EnterAsync(OneAtOnce);

        var others = Enumerable.Range(0, 10).Select(_ => EnterAsync(Usual)).ToList();

        // One of the ten places is the one that the operation has.
        Assert.Equal(9, others.Count(other => other.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task A_call_of_a_limited_operation_counts_for_the_account()
    {
        foreach (var operation in Enumerable.Repeat(Usual, 9).Append(TwoAMinute))
        {
            using var permit = await PassAsync(operation);
            permit.Start();
        }

        Assert.False(EnterAsync(Usual).IsCompleted);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_at_the_account_returns_the_permit_of_its_operation()
    {
        using var caller = new CancellationTokenSource();
        var places = new List<Limiter.Permit>();
        for (var i = 0; i < 10; i++)
            places.Add(await PassAsync(Usual));

        var entering = EnterAsync(OneAtOnce, cancellationToken: caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => entering);
        places.ForEach(place => place.Dispose());

        (await EnterAsync(OneAtOnce).WaitAsync(Patience, Token)).Dispose();
    }

    [Fact]
    public async Task A_bulk_gives_way_to_single_calls_of_its_operation_and_to_other_operations()
    {
        var order = new List<string>();
        var first = await PassAsync(OneAtOnce);
        var calls = Enumerable.Range(0, 200).Select(_ => NoteAsync(order, "bulk", OneAtOnce, isBulk: true)).ToList();
        calls.AddRange(Enumerable.Range(0, 3).Select(_ => NoteAsync(order, "single", OneAtOnce)));

        await NoteAsync(order, "other", Usual).WaitAsync(Patience, Token);
        first.Dispose();
        await Task.WhenAll(calls).WaitAsync(Patience, Token);

        Assert.Equal(["other", "bulk", "single", "single", "single", "bulk"], order[..6]);
    }

    [Fact]
    public async Task A_retry_goes_before_calls_of_its_operation_that_were_never_sent()
    {
        var order = new List<string>();
        var first = await PassAsync(OneAtOnce);
        var calls = Enumerable.Range(0, 200).Select(_ => NoteAsync(order, "call", OneAtOnce)).ToList();
        calls.Add(NoteAsync(order, "retry", OneAtOnce, isRetry: true));

        first.Dispose();
        await Task.WhenAll(calls).WaitAsync(Patience, Token);

        Assert.Equal("retry", order[0]);
    }

    [Fact]
    public async Task A_bulk_call_with_a_permit_of_its_operation_does_not_wait_behind_other_bulks()
    {
        var places = new List<Limiter.Permit>();
        for (var i = 0; i < 10; i++)
            places.Add(await PassAsync(Usual));
        var bulks = Enumerable.Range(0, 100).Select(_ => EnterAsync(Usual, isBulk: true)).ToList();
        var singles = Enumerable.Range(0, 100).Select(_ => EnterAsync(Usual)).ToList();
        var bulk = EnterAsync(OneAtOnce, isBulk: true);
        var single = EnterAsync(OneAtOnce);

        // One of the other bulk was among the single calls already; then a single call goes first.
        foreach (var (place, next) in places.Zip([bulks[0], singles[0], bulk]))
        {
            Assert.False(next.IsCompleted);
            place.Dispose();
            await next.WaitAsync(Patience, Token);
        }

        Assert.Equal((1, 1), (bulks.Count(other => other.IsCompleted), singles.Count(other => other.IsCompleted)));
        Assert.False(single.IsCompleted);
    }

    [Fact]
    public async Task Each_client_keeps_to_its_own_rate_and_all_together_to_the_widest()
    {
        var starts = new List<(string Client, TimeSpan At)>();
        // The wider one comes later.
        _account.Widen(3, 10);
        _account.Widen(10, 10);
        var calls = new[] { ("narrow", Settings(3, 10)), ("wide", Settings(10, 10)) }
            .SelectMany(client => Enumerable.Range(0, Calls).Select(_ => StartAsync(client.Item1, client.Item2))).ToList();

        await _time.RunAsync(Task.WhenAll(calls));

        Assert.Equal(3, MostWithinASecond("narrow"));
        Assert.InRange(MostWithinASecond("wide"), 7, 10);
        Assert.Equal(10, MostWithinASecond(null));

        async Task StartAsync(string client, Call.Settings settings)
        {
            using var permit = await EnterAsync(Usual, settings: settings);
            lock (starts)
                starts.Add((client, _time.Elapsed));
            permit.Start();
        }

        int MostWithinASecond(string? client)
        {
            var times = starts.Where(start => client is null || start.Client == client).Select(start => start.At).ToList();
            return times.Max(first => times.Count(start => start >= first && start < first + TimeSpan.FromSeconds(1)));
        }
    }

    [Theory]
    [InlineData(2, 2, 2, 3, 2)]
    [InlineData(3, 10, 5, 10, 5)]
    [InlineData(9, 10, 9, 5, 9)]
    [InlineData(20, 20, 20, 4, 20)]
    [InlineData(3, 3, 20, 20, 20)]
    public void All_clients_of_an_account_together_keep_to_the_widest(int starts, int concurrent, int otherStarts, int otherConcurrent, int together)
    {
        var limits = new AccountLimits(_time);
        limits.Widen(starts, concurrent);
        limits.Widen(otherStarts, otherConcurrent);

        var entered = Count(Settings(starts, concurrent), limits) + Count(Settings(otherStarts, otherConcurrent), limits);

        Assert.InRange(entered, Math.Min(starts, concurrent), together);
    }

    [Fact]
    public async Task A_bulk_call_with_a_permit_of_its_narrow_client_does_not_wait_behind_other_bulks()
    {
        var places = new List<Limiter.Permit>();
        for (var i = 0; i < 10; i++)
            places.Add(await PassAsync(Usual));
        var bulks = Enumerable.Range(0, 100).Select(_ => EnterAsync(Usual, isBulk: true)).ToList();
        var narrow = EnterAsync(Usual, isBulk: true, settings: Settings(3, 3));
        foreach (var (place, next) in places.Zip([bulks[0], narrow]))
        {
            place.Dispose();
            await next.WaitAsync(Patience, Token);
        }

        Assert.Equal(1, bulks.Count(bulk => bulk.IsCompleted));
    }

    [Fact]
    public async Task A_cancelled_caller_uses_no_permit()
    {
        for (var i = 0; i < 20; i++)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EnterAsync(Usual, cancellationToken: new(canceled: true)));

        Assert.Equal(10, Count(Settings()));
    }

    [Fact]
    public async Task Clients_with_one_limiter_of_the_user_share_the_limits_of_operations()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 10, QueueLimit = 0 });
        using var held = await EnterAsync(OneAtOnce, limits: Limits());

        Assert.False(EnterAsync(OneAtOnce, limits: Limits()).IsCompleted);
        Assert.True(EnterAsync(Usual, limits: Limits()).IsCompletedSuccessfully);

        AccountLimits Limits() => Account.LimitsFor(new SemrushClientOptions().UseRateLimiter(limiter).UseTimeProvider(_time))(null)!;
    }

    [Fact]
    public void Without_a_credential_there_is_no_account_to_limit() => Assert.Null(Account.LimitsFor(new SemrushClientOptions())(null));

    private static Call.Settings Settings(int requestsPerSecond = 10, int concurrentRequests = 10)
        => Call.Settings.From(new() { RateLimit = { RequestsPerSecond = requestsPerSecond, ConcurrentRequests = concurrentRequests } });

    private async Task<Limiter.Permit> EnterAsync(
        ApiOperation operation,
        bool isRetry = false,
        bool isBulk = false,
        Call.Settings? settings = null,
        AccountLimits? limits = null,
        CancellationToken? cancellationToken = null)
        => (await (limits ?? _account).EnterAsync(operation, settings ?? Settings(), isRetry, isBulk, cancellationToken ?? Token))!;

    // Lets time pass until the attempt has its permit.
    private async Task<Limiter.Permit> PassAsync(ApiOperation operation)
    {
        var entering = EnterAsync(operation);
        while (!entering.IsCompleted && _time.Next())
            await Task.WhenAny(entering, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Token));
        return await entering.WaitAsync(Patience, Token);
    }

    // How many attempts get a permit without waiting.
    private int Count(Call.Settings settings, AccountLimits? limits = null)
        => Enumerable.Range(0, 50).Select(_ => EnterAsync(Usual, settings: settings, limits: limits)).Count(entered => entered.IsCompletedSuccessfully);

    // Each is over as soon as it may start.
    private async Task NoteAsync(List<string> order, string name, ApiOperation operation, bool isRetry = false, bool isBulk = false)
    {
        using var permit = await EnterAsync(operation, isRetry, isBulk);
        lock (order)
            order.Add(name);
    }
}
