using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>Who a credential stands for, as far as the limits are concerned: all clients of one credential share them.</summary>
internal sealed class Account
{
    private static readonly ConcurrentDictionary<string, WeakReference<Account>> Known = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<object, Account> Providers = [];
    private static readonly Lock Gate = new();

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
            foreach (var (other, gone) in Known)
                if (!gone.TryGetTarget(out _))
                    Known.TryRemove(other, out _);
            var account = new Account();
            Known[name] = new(account);
            return account;
        }
    }

    /// <summary>The account of a provider of credentials; each provider stands for one.</summary>
    public static Account OfProvider(object provider) => (provider as IAccountHolder)?.Account ?? Providers.GetOrCreateValue(provider);

    public CallLimits Limits(RateLimitOptions options, TimeProvider time)
        => _limits.GetOrAdd((options.RequestsPerSecond, options.ConcurrentRequests, time), static key => new(key.Item1, key.Item2, key.Item3));
}
