using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>The account of a credential. All clients of one credential share its limits.</summary>
internal sealed class Account
{
    private static readonly Dictionary<string, WeakReference<Account>> Known = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<object, Account> Providers = [];
    private static readonly Lock Gate = new();

    private readonly List<string> _names = [];
    private readonly ConcurrentDictionary<TimeProvider, AccountLimits> _limits = new();

    // Removes the names of a collected account from the static table.
    ~Account()
    {
        lock (Gate)
            foreach (var name in _names)
                if (Find(name) is null)
                    Known.Remove(name);
    }

    /// <summary>The account of a key or token.</summary>
    public static Account OfSecret(string secret)
    {
        var name = NameOf(secret);
        lock (Gate)
            return Find(name) ?? Keep(name, new());
    }

    /// <summary>Adds a key or token to this account, unless it belongs to another account in use.</summary>
    public void AlsoHas(string secret)
    {
        var name = NameOf(secret);
        lock (Gate)
            if (Find(name) is null)
                Keep(name, this);
    }

    /// <summary>The account of a credential provider. Each provider has one.</summary>
    public static Account OfProvider(object provider) => provider switch
    {
        IAccountHolder holder => holder.Account,
        // Each client has a separate wrapper around a shared provider.
        BaseBearerTokenAuthenticationProvider bearer => OfProvider(bearer.AccessTokenProvider),
        _ => Providers.GetOrCreateValue(provider),
    };

    /// <summary>A function that returns the limits of a credential; null if limits are turned off.</summary>
    public static Func<IAuthenticationProvider?, AccountLimits?> LimitsFor(SemrushClientOptions options)
    {
        var (time, settings) = (options._timeProvider, options.RateLimit);
        if (!settings.Enabled)
            return static _ => null;
        if (options._rateLimiter is { } limiter)
        {
            // All clients with this limiter share the limits of operations as well.
            var shared = Providers.GetOrCreateValue(limiter)._limits.GetOrAdd(time, time => new(time, custom: limiter));
            return _ => shared;
        }

        var (starts, concurrent) = (settings.RequestsPerSecond, settings.ConcurrentRequests);
        return credential => credential is null ? null : OfProvider(credential).LimitsOn(time, starts, concurrent);
    }

    private AccountLimits LimitsOn(TimeProvider time, int starts, int concurrent)
    {
        var limits = _limits.GetOrAdd(time, time => new(time, this));
        limits.Widen(starts, concurrent);
        return limits;
    }

    // A hash, as the table must not keep the secret in memory.
    private static string NameOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static Account? Find(string name)
        => Known.TryGetValue(name, out var reference) && reference.TryGetTarget(out var known) ? known : null;

    private static Account Keep(string name, Account account)
    {
        Known[name] = new(account);
        account._names.Add(name);
        return account;
    }
}

/// <summary>A credential whose secret determines its account.</summary>
internal interface IAccountHolder
{
    Account Account { get; }
}
