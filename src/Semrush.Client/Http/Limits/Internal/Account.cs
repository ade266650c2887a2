using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>The account of a credential. All clients of one credential share its limits.</summary>
internal sealed class Account
{
    private static readonly Dictionary<string, WeakReference<Account>> Known = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<object, Account> Providers = [];
    private static readonly Lock Gate = new();

    private readonly List<string> _names = [];
    private readonly ConcurrentDictionary<object, AccountLimits> _limits = new();
    private readonly ConcurrentDictionary<TimeProvider, AccountLimits.Pause> _pauses = new();

    private Account(string? name = null) => Name = name;

    // Removes the names of a collected account from the static table.
    ~Account()
    {
        lock (Gate)
            foreach (var name in _names)
                if (Find(name) is null)
                    Known.Remove(name);
    }

    /// <summary>The name that the account has in every process; null if its credential has none. It contains no secret.</summary>
    public string? Name { get; }

    /// <summary>The account of a key or token.</summary>
    public static Account OfSecret(string secret)
    {
        var name = NameOf(secret);
        lock (Gate)
            return Find(name) ?? Keep(name, new(name[..32]));
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
        _ => Providers.GetValue(provider, static provider => new((provider as TokenManager)?.Key)),
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
            var shared = OfProvider(limiter)._limits.GetOrAdd(
                time, _ => new(time, custom: operation => operation is null ? limiter : null));
            return _ => shared;
        }

        var (starts, concurrent) = (settings.RequestsPerSecond, settings.ConcurrentRequests);
        if (options._createRateLimiter is { } create)
        {
            var client = options._accountName;
            return credential => credential is null ? null : OfProvider(credential).LimitsOf(create, client, time, starts, concurrent);
        }

        return credential => credential is null ? null : OfProvider(credential).LimitsOn(time, starts, concurrent);
    }

    private AccountLimits LimitsOn(TimeProvider time, int starts, int concurrent)
    {
        var limits = _limits.GetOrAdd(time, _ => new(time, this));
        limits.Widen(starts, concurrent);
        return limits;
    }

    private AccountLimits LimitsOf(Func<RateLimitScope, RateLimiter> create, string client, TimeProvider time, int starts, int concurrent)
    {
        var pause = _pauses.GetOrAdd(time, static time => new(time));
        return _limits.GetOrAdd((create, time, starts, concurrent), _ => new(time, this, Create, pause));

        RateLimiter Create(ApiOperation? operation) => create(operation is { Limit: { } limit }
            ? new(Name ?? client, operation.Name, limit.Requests, TimeSpan.FromSeconds(limit.Seconds), limit.Concurrent)
            : new(Name ?? client, null, starts, TimeSpan.FromSeconds(1), concurrent));
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
