namespace Semrush.Client.Http.Limits;

/// <summary>How fast calls are sent. A call that would be too fast waits for its turn, retries first and the calls of a bulk last; every attempt of a call counts.</summary>
/// <remarks>
/// <para>
/// The defaults are what Semrush allows an account (API usage restrictions, 26 March 2026). All clients of one credential in this process
/// share one limit; where their settings differ, each keeps to its own, and all together keep to the widest. An operation may have a limit of its own, which its contract states.
/// </para>
/// <para>
/// A start counts for a second and 5 milliseconds, because requests may reach the server a little out of step: under load, 99.5 % of the
/// rate is used. A network that delays single requests by more makes the server refuse some of them all the same; those are repeated.
/// </para>
/// <para>Processes know nothing of each other: give each of them its part, or share a limiter with <see cref="SemrushClientOptions.UseRateLimiter"/>.</para>
/// </remarks>
public sealed class RateLimitOptions
{
    /// <summary>Whether there is a limit at all, those of single operations included.</summary>
    /// <value><see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How many requests may start within one second, whichever second one looks at; 1 or more.</summary>
    /// <value>10.</value>
    public int RequestsPerSecond { get; set; } = 10;

    /// <summary>How many requests may be under way at once; 1 or more.</summary>
    /// <value>10.</value>
    public int ConcurrentRequests { get; set; } = 10;

    /// <summary>
    /// How long a call may wait before its first request, until the limit lets it start; more than zero and at most 24 days. Then it fails with a
    /// <see cref="SemrushConnectionException"/>, and was not sent. <see cref="Timeout.InfiniteTimeSpan"/> turns this limit off. Retries have
    /// <see cref="SemrushClientOptions.TotalTimeout"/> instead; the calls of <c>GetHeatmapsAsync</c>, which give way to all others, wait as long as it takes.
    /// </summary>
    /// <value>30 minutes: 18,000 calls may be started at once.</value>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(30);
}
