using System.Runtime.CompilerServices;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Internals.Tests;

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
    public void An_account_in_use_is_not_forgotten()
    {
        var accounts = Enumerable.Range(0, 500).Select(number => Account.OfSecret($"secret-{number}")).ToList();
        for (var i = 0; i < Many; i++)
            Use(Guid.NewGuid().ToString());
        Collect();

        Assert.All(accounts.Index(), account => Assert.Same(account.Item, Account.OfSecret($"secret-{account.Index}")));
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
    public void The_account_of_a_provider_is_forgotten_with_the_provider()
    {
        var gone = UseProvider();
        Collect();
        Assert.False(gone.IsAlive);
    }

    [Fact]
    public void Another_key_of_an_account_stands_for_it_unless_it_stands_for_one_in_use()
    {
        var (account, other) = (Account.OfSecret("canary-first-key"), Account.OfSecret("canary-third-key"));

        account.AlsoHas("canary-second-key");
        account.AlsoHas("canary-third-key");

        Assert.Same(account, Account.OfSecret("canary-second-key"));
        Assert.Same(other, Account.OfSecret("canary-third-key"));
        GC.KeepAlive(account);
    }

    [Fact]
    public void Starts_of_a_client_that_is_gone_still_count()
    {
        var time = new FakeClock();
        Start(time, 10);
        Collect();

        Assert.Equal(0, Start(time, 10));
        Assert.True(time.Next());
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "Known")]
    private static extern ref Dictionary<string, WeakReference<Account>> KnownIn(Account? account);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(string secret)
    {
        Assert.NotNull(Account.LimitsFor(new())(new ApiKeyCredential(secret)));
        return new(Account.OfSecret(secret));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseProvider()
    {
        var provider = new AnonymousAuthenticationProvider();
        Assert.NotNull(Account.LimitsFor(new())(provider));
        return new(Account.OfProvider(provider));
    }

    // How many of the attempts start at once.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Start(FakeClock time, int attempts)
    {
        var options = new SemrushClientOptions().UseTimeProvider(time);
        var limits = Account.LimitsFor(options)(new ApiKeyCredential("key-of-a-short-life"))!;
        var started = 0;
        for (var i = 0; i < attempts; i++)
        {
            var entering = limits.EnterAsync(AnyOperation, Settings, isRetry: false, isBulk: false, CancellationToken.None);
            if (!entering.IsCompletedSuccessfully)
                break;
            using var permit = entering.Result!;
            permit.Start();
            started++;
        }

        return started;
    }

    private static readonly Http.Internal.ApiOperation AnyOperation = new("Any.Operation", HttpMethod.Get, Http.Retry.Internal.RetryClass.Safe);

    private static readonly Http.Internal.Call.Settings Settings = Http.Internal.Call.Settings.From(new());

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
