using System.Runtime.CompilerServices;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>An account lasts as long as its credential, and as long as its starts count.</summary>
public sealed class ForgottenAccountTests
{
    private const int Many = 2000;

    [Fact]
    public void Accounts_whose_credentials_are_gone_are_forgotten()
    {
        var gone = Make();
        Collect();
        Assert.DoesNotContain(gone, account => account.IsAlive);

        // Other tests have accounts of their own.
        Assert.InRange(KnownIn(null).Count, 0, Many / 2);

        static List<WeakReference> Make() => [.. Enumerable.Range(0, Many).Select(_ => Use(Guid.NewGuid().ToString()))];
    }

    [Fact]
    public void An_account_in_use_is_not_forgotten_however_many_come_and_go()
    {
        var secret = Guid.NewGuid().ToString();
        var account = Account.OfSecret(secret);
        for (var i = 0; i < Many; i++)
            Use(Guid.NewGuid().ToString());
        Collect();

        Assert.Same(account, Account.OfSecret(secret));
    }

    [Fact]
    public void An_account_that_comes_back_stays_when_the_earlier_one_is_collected()
    {
        var secret = Guid.NewGuid().ToString();
        Use(secret);
        GC.Collect();
        var account = Account.OfSecret(secret);
        Collect();

        Assert.Same(account, Account.OfSecret(secret));
    }

    [Fact]
    public void A_provider_that_is_gone_takes_its_account_along()
    {
        var gone = UseProvider();
        Collect();
        Assert.False(gone.IsAlive);
    }

    [Fact]
    public async Task Starts_of_a_client_that_is_gone_still_count()
    {
        var time = new Simulation();
        var stub = StubHandler.Answering(_ => Answer.Payload("map-rank-tracker.get-user-limits"));
        await CallTenTimes(time, stub);
        Collect();

        using var client = Client(time, stub);
        var eleventh = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(10, stub.Requests.Count);
        while (!eleventh.IsCompleted && time.Next())
            await Task.WhenAny(eleventh, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, The.Token));
        await eleventh;
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "Known")]
    private static extern ref Dictionary<string, WeakReference<Account>> KnownIn(Account? account);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(string secret)
    {
        var account = Account.OfSecret(secret);
        account.LimitsOn(TimeProvider.System).For(10, 10);
        return new(account);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseProvider()
    {
        var provider = new object();
        Account.OfProvider(provider).LimitsOn(TimeProvider.System).For(10, 10);
        return new(Account.OfProvider(provider));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task CallTenTimes(Simulation time, StubHandler stub)
    {
        using var client = Client(time, stub);
        for (var i = 0; i < 10; i++)
            await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
    }

    private static SemrushClient Client(Simulation time, StubHandler stub) => The.Client(stub, new SemrushClientOptions
    {
        ApiKey = "key-of-a-short-life",
        AttemptTimeout = Timeout.InfiniteTimeSpan,
        TotalTimeout = Timeout.InfiniteTimeSpan,
    }.UseTimeProvider(time));

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
