using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Limits.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Limits.Internal;

/// <summary>Several limits for one attempt, which come and go together.</summary>
public sealed class CallLimitsTests
{
    private static readonly ApiOperation OneAtATime = new("Area.Operation", HttpMethod.Post, RetryClass.Rejected) { Limit = new(0, 0, 1) };

    [Fact]
    public async Task Whoever_gives_up_at_the_second_limit_gives_the_first_one_back()
    {
        using var account = new WaitingLimiter(1);
        var limits = new CallLimits(new(account, TimeProvider.System));
        using var caller = new CancellationTokenSource();
        var taken = account.AttemptAcquire();

        var entering = limits.EnterAsync(OneAtATime, isRetry: false, isBulk: false, caller.Token).AsTask();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => entering);
        taken.Dispose();

        using var permit = await limits.EnterAsync(OneAtATime, isRetry: false, isBulk: false, The.Token).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, The.Token);
        Assert.Equal(0, account.GetStatistics()!.CurrentAvailablePermits);
    }

    [Fact]
    public async Task A_repetition_within_a_bulk_goes_before_its_other_calls_also_where_its_operation_has_a_limit()
    {
        var limits = new AccountLimits(TimeProvider.System).For(requestsPerSecond: 100, concurrentRequests: 1);
        var unlimited = OneAtATime with { Limit = null };
        var held = await EnterAsync(unlimited, isRetry: false);
        var first = EnterAsync(unlimited, isRetry: false);
        var second = EnterAsync(unlimited, isRetry: false);
        var repetition = EnterAsync(OneAtATime, isRetry: true);

        held.Dispose();
        (await first).Dispose();

        Assert.Same(repetition, await Task.WhenAny(second, repetition));
        (await repetition).Dispose();
        (await second).Dispose();

        Task<CallPermit> EnterAsync(ApiOperation operation, bool isRetry)
            => limits.EnterAsync(operation, isRetry, isBulk: true, The.Token).AsTask().WaitAsync(TimeSpan.FromMinutes(1), The.Token);
    }

    [Fact]
    public void Where_there_is_no_credential_there_is_no_account_to_limit()
        => Assert.Null(Account.LimitsFor(new SemrushClientOptions())(null));

    [Fact]
    public void A_limiter_can_be_made_where_the_context_does_not_flow()
    {
        using (ExecutionContext.SuppressFlow())
        {
            using var limiter = new StartLimiter(1, TimeSpan.FromSeconds(1), TimeProvider.System);
            Assert.True(limiter.AttemptAcquire().IsAcquired);
        }
    }

    [Fact]
    public void Five_hundred_accounts_in_use_are_all_remembered()
    {
        var accounts = Enumerable.Range(0, 500).Select(number => Account.OfSecret($"secret-{number}")).ToList();

        Assert.All(accounts.Index(), account => Assert.Same(account.Item, Account.OfSecret($"secret-{account.Index}")));
    }
}
