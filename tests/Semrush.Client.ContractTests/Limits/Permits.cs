using System.Threading.RateLimiting;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.ContractTests.Limits;

/// <summary>The permits that all clients of one credential share.</summary>
internal sealed class Permits(string credential, RateLimitOptions limit)
{
    // Far longer than a start counts: the machine may be busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly RateLimiter[] _gates = GatesOf(Account.OfSecret(credential).LimitsOn(TimeProvider.System), limit);

    private long Free => _gates.Sum(gate => gate.GetStatistics()!.CurrentAvailablePermits);

    private long Taken => _gates.Min(gate => gate.GetStatistics()!.TotalSuccessfulLeases);

    /// <summary>Fails unless all permits come back. That so many were taken shows that they are those of the calls.</summary>
    public async Task AssertAllBackAsync(long atLeast, CancellationToken cancellationToken)
    {
        long all = limit.RequestsPerSecond + limit.ConcurrentRequests;
        var since = TimeProvider.System.GetTimestamp();
        while (Free < all && TimeProvider.System.GetElapsedTime(since) < Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        Assert.Equal(all, Free);
        Assert.InRange(Taken, atLeast, long.MaxValue);
    }

    private static RateLimiter[] GatesOf(AccountLimits account, RateLimitOptions limit)
    {
        account.For(limit.RequestsPerSecond, limit.ConcurrentRequests);
        return [.. account.Gates.Select(gate => gate.Limiter)];
    }
}
