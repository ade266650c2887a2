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

    private readonly Simulation _time = new();
    private readonly CallLimits _limits;

    public RouteLimitTests() => _limits = new AccountLimits(_time).For(10, 10);

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
        var second = _limits.EnterAsync(OneAtOnce, isRepetition: false, The.Token).AsTask();
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public void Who_waits_for_it_takes_no_place_from_other_operations()
    {
        for (var i = 0; i < 50; i++)
            _ = _limits.EnterAsync(OneAtOnce, isRepetition: false, The.Token).AsTask();

        var others = Enumerable.Range(0, 10).Select(_ => _limits.EnterAsync(Usual, isRepetition: false, The.Token).AsTask()).ToList();

        // One of the ten places is the one that the operation has.
        Assert.Equal(9, others.Count(other => other.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task It_counts_for_the_account_as_well()
    {
        foreach (var operation in Enumerable.Repeat(Usual, 9).Append(TwoAMinute))
        {
            using var permit = await PassAsync(operation);
            permit.Start();
        }

        Assert.False(_limits.EnterAsync(Usual, isRepetition: false, The.Token).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Clients_with_one_limiter_of_the_user_share_it()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 10, QueueLimit = 0 });
        using var held = await Limits().EnterAsync(OneAtOnce, isRepetition: false, The.Token);

        Assert.False(Limits().EnterAsync(OneAtOnce, isRepetition: false, The.Token).AsTask().IsCompleted);
        Assert.True(Limits().EnterAsync(Usual, isRepetition: false, The.Token).AsTask().IsCompleted);

        CallLimits Limits() => Account.LimitsFor(The.Limited.UseRateLimiter(limiter).UseTimeProvider(_time))(null)!;
    }

    private async Task<CallPermit> PassAsync(ApiOperation operation)
    {
        var entering = _limits.EnterAsync(operation, isRepetition: false, The.Token).AsTask();
        while (!entering.IsCompleted && _time.Next())
            await Task.WhenAny(entering, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, The.Token));
        return await entering.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, The.Token);
    }
}
