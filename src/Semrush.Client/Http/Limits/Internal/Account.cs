using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>Who a credential stands for, as far as the limits are concerned: all clients of one credential share them.</summary>
internal sealed class Account
{
    private const int FewAccounts = 64;

    private static readonly Dictionary<string, WeakReference<Account>> Known = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<object, Account> Providers = [];
    private static readonly Lock Gate = new();
    private static int _manyAccounts = FewAccounts;

    private readonly ConcurrentDictionary<(int, int, TimeProvider), CallLimits> _limits = new();

    /// <summary>The account of a key or token, whoever holds it.</summary>
    public static Account OfSecret(string secret)
    {
        // The table outlives the credential, so it does not hold the secret itself.
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        lock (Gate)
        {
            if (Known.TryGetValue(name, out var reference) && reference.TryGetTarget(out var known))
                return known;
            if (Known.Count >= _manyAccounts)
                Forget();
            var account = new Account();
            Known[name] = new(account);
            return account;
        }
    }

    /// <summary>The account of a provider of credentials; each provider stands for one.</summary>
    public static Account OfProvider(object provider) => provider switch
    {
        IAccountHolder holder => holder.Account,
        // Each client has a wrapper of its own; the provider in it is what they share.
        BaseBearerTokenAuthenticationProvider bearer => OfProvider(bearer.AccessTokenProvider),
        _ => Providers.GetOrCreateValue(provider),
    };

    /// <summary>The limits of all clients that were given this limiter: in it, they share those of single operations as well.</summary>
    public static CallLimits LimitsWith(RateLimiter limiter, TimeProvider time)
        => Providers.GetOrCreateValue(limiter)._limits.GetOrAdd((0, 0, time), key => new(limiter, key.Item3));

    public CallLimits Limits(RateLimitOptions options, TimeProvider time)
        => _limits.GetOrAdd((options.RequestsPerSecond, options.ConcurrentRequests, time), key => new(key.Item1, key.Item2, key.Item3, this));

    // Rarely enough that looking through all of them costs each new one next to nothing.
    private static void Forget()
    {
        foreach (var (name, account) in Known)
            if (!account.TryGetTarget(out _))
                Known.Remove(name);
        _manyAccounts = Math.Max(FewAccounts, Known.Count * 2);
    }
}
