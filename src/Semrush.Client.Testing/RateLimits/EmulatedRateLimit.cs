namespace Semrush.Client.Testing;

/// <summary>
/// The limits that an emulator enforces, by its own clock: what comes too soon is answered with 429. Each credential is counted by itself;
/// operations that need none are not limited. A call that is refused does not count, one that fails does. Limits of single operations, which
/// a contract states as <c>x-semrush-rate-limit</c>, are enforced as well.
/// </summary>
public sealed record EmulatedRateLimit
{
    /// <summary>How many calls may arrive within a second, whichever second one looks at.</summary>
    /// <value>Default: 10.</value>
    public int RequestsPerSecond { get; init; } = 10;

    /// <summary>How many calls may be under way at once.</summary>
    /// <value>Default: 10.</value>
    public int ConcurrentRequests { get; init; } = 10;

    /// <summary>What the answer 429 asks for with <c>Retry-After</c>, rounded up to whole seconds. Semrush documents no such header.</summary>
    /// <value>Default: none, there is no such header.</value>
    public TimeSpan? RetryAfter { get; init; }
}
