using Microsoft.AspNetCore.DataProtection;

namespace Semrush.Client;

/// <summary>Settings of what processes share through Redis.</summary>
public sealed class SemrushRedisOptions
{
    /// <summary>
    /// The time by which the requests of two processes may move towards each other on their way, from 1 millisecond to 1 second. A start
    /// counts for a second and this time. Three quarters of it are for the process: a request that would be written later waits for another
    /// start. A longer margin prevents responses with 429 on slow machines and networks, and lowers the rate.
    /// </summary>
    /// <value>30 milliseconds, with which 97 % of the rate can be used.</value>
    public TimeSpan Margin { get; set; } = TimeSpan.FromMilliseconds(30);

    /// <summary>
    /// How long a call waits while Redis is not available, from zero to 24 days. Then it fails and is not sent. It has no effect with
    /// <see cref="RequestsPerSecondWithoutRedis"/>.
    /// </summary>
    /// <value>10 seconds.</value>
    public TimeSpan MaxOutage { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The maximum number of requests of this process that start within any second while Redis is not available, and of its concurrent
    /// requests: its part of the limit of the account. 0 lets calls wait for Redis, up to <see cref="MaxOutage"/>.
    /// </summary>
    /// <value>0.</value>
    public int RequestsPerSecondWithoutRedis { get; set; }

    /// <summary>Encrypts stored tokens. All processes need its keys.</summary>
    /// <value>None: tokens are stored in plain text.</value>
    public IDataProtector? TokenProtector { get; set; }

    internal SemrushRedisOptions Validated()
    {
        // Without a margin, each request would be late.
        ThrowIfOutside(Margin, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), nameof(Margin));
        ThrowIfOutside(MaxOutage, TimeSpan.Zero, TimeSpan.FromDays(24), nameof(MaxOutage));
        ArgumentOutOfRangeException.ThrowIfNegative(RequestsPerSecondWithoutRedis, nameof(RequestsPerSecondWithoutRedis));
        return this;
    }

    private static void ThrowIfOutside(TimeSpan time, TimeSpan min, TimeSpan max, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, min, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, max, name);
    }
}
