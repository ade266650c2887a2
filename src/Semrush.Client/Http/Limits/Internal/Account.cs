using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>The account of a credential: all clients of one credential share its limits.</summary>
internal sealed class Account
{
    private static readonly Dictionary<string, WeakReference<Account>> Known = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<object, Account> Providers = [];
    private static readonly Lock Gate = new();

    private readonly List<string> _names = [];
    private readonly ConcurrentDictionary<TimeProvider, AccountLimits> _limits = new();

    // Without it, the table would keep a name for each account there ever was.
    ~Account()
    {
        lock (Gate)
            foreach (var name in _names)
                if (Find(name) is null)
                    Known.Remove(name);
    }

    /// <summary>The account of a key or token, whoever holds it.</summary>
    public static Account OfSecret(string secret)
    {
        var name = NameOf(secret);
        lock (Gate)
            return Find(name) ?? Keep(name, new());
    }

    /// <summary>Another key or token of this account. One that stands for an account in use keeps that.</summary>
    public void AlsoHas(string secret)
    {
        var name = NameOf(secret);
        lock (Gate)
            if (Find(name) is null)
                Keep(name, this);
    }

    /// <summary>The account of a provider of credentials; each provider stands for one.</summary>
    public static Account OfProvider(object provider) => provider switch
    {
        IAccountHolder holder => holder.Account,
        // Each client has a wrapper of its own; the provider in it is what they share.
        BaseBearerTokenAuthenticationProvider bearer => OfProvider(bearer.AccessTokenProvider),
        _ => Providers.GetOrCreateValue(provider),
    };

    /// <summary>The limits of each credential by these settings; none where they are off.</summary>
    public static Func<IAuthenticationProvider?, AccountLimits?> LimitsFor(SemrushClientOptions options)
    {
        var (time, settings) = (options._timeProvider, options.RateLimit);
        if (!settings.Enabled)
            return static _ => null;
        if (options._rateLimiter is { } limiter)
        {
            // All clients that were given it share the limits of single operations as well.
            var shared = Providers.GetOrCreateValue(limiter)._limits.GetOrAdd(time, time => new(time, users: limiter));
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

    // The table outlives the credential, so it does not hold the secret itself.
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

/// <summary>A credential whose secret names its account.</summary>
internal interface IAccountHolder
{
    Account Account { get; }
}
